/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-intake-offer.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * What another program offers, by the clipboard or a drop: files, a picture, or a text that may be the address
 * of one. A browser offers the address of its picture as a file, and often the picture too: files that are
 * here come first, for they are the originals; then the picture; and an address of the web is only answered,
 * since nothing is ever fetched from there. Main thread.
 */

typedef struct {
  EtaIntake *intake;
  GObject *from; /* GdkClipboard or GdkDrop */
  GSList *files; /* that were offered and are not here */
  guint next; /* of the types, to be asked for */
} Offer;

/* In the order in which they are asked for */
static GType
type_at (guint i)
{
  const GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE, G_TYPE_STRING };

  return i < G_N_ELEMENTS (types) ? types[i] : G_TYPE_INVALID;
}

/** eta_intake_offer_formats: Returns: (transfer full): all that eta_intake_take_drop() takes */
GdkContentFormats *
eta_intake_offer_formats (void)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  for (guint i = 0; type_at (i) != G_TYPE_INVALID; i++)
    gdk_content_formats_builder_add_gtype (builder, type_at (i));
  return gdk_content_formats_union_deserialize_mime_types (
      gdk_content_formats_builder_free_to_formats (builder));
}

static void ask (Offer *offer);

static gboolean
offers (GObject *from, GType type)
{
  GdkContentFormats *given = GDK_IS_DROP (from) ? gdk_drop_get_formats (GDK_DROP (from))
                                                : gdk_clipboard_get_formats (GDK_CLIPBOARD (from));
  g_autoptr (GdkContentFormats) formats =
      gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (given));

  return gdk_content_formats_contain_gtype (formats, type);
}

static void
end (Offer *offer, gboolean taken)
{
  if (GDK_IS_DROP (offer->from))
    gdk_drop_finish (GDK_DROP (offer->from), taken ? GDK_ACTION_COPY : 0);
  g_slist_free_full (offer->files, g_object_unref);
  g_object_unref (offer->from);
  g_object_unref (offer->intake);
  g_free (offer);
}

static gboolean
is_here (GSList *files)
{
  for (GSList *l = files; l; l = l->next) {
    g_autofree char *path = g_file_get_path (l->data);

    if (path)
      return TRUE;
  }
  return FALSE;
}

/* A line of a text may be an address; "text/x-moz-url" has the title in the next. */
static GSList *
read_addresses (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  GSList *files = NULL;

  for (guint i = 0; lines[i]; i++) {
    const char *scheme = g_uri_peek_scheme (g_strstrip (lines[i]));

    if (scheme && (g_str_equal (scheme, "file") || g_str_has_prefix (scheme, "http")))
      files = g_slist_append (files, g_file_new_for_uri (lines[i]));
  }
  return files;
}

static gpointer
copy_file_cb (gconstpointer file, gpointer data)
{
  return g_object_ref ((gpointer) file);
}

static gboolean
take_value (Offer *offer, const GValue *value)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE)) {
    eta_intake_take_texture (offer->intake, g_value_get_object (value));
    return TRUE;
  }
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) && is_here (g_value_get_boxed (value))) {
    eta_intake_take_files (offer->intake, g_value_get_boxed (value));
    return TRUE;
  }
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    offer->files = g_slist_copy_deep (g_value_get_boxed (value), copy_file_cb, NULL);
  else if (!offer->files)
    offer->files = read_addresses (g_value_get_string (value));
  return FALSE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Offer *offer = data;
  const GValue *value =
      GDK_IS_DROP (source) ? gdk_drop_read_value_finish (GDK_DROP (source), result, NULL)
                           : gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value && take_value (offer, value))
    end (offer, TRUE);
  else
    ask (offer);
}

/* Nothing that can be taken: the files say why not by themselves. */
static void
give_up (Offer *offer)
{
  gboolean any = offer->files != NULL;

  if (any)
    eta_intake_take_files (offer->intake, offer->files);
  else
    eta_intake_fail (offer->intake, NULL, _ ("There is no photo in it. Choose a file instead"));
  end (offer, any);
}

static void
ask (Offer *offer)
{
  GType type = type_at (offer->next++);

  while (type != G_TYPE_INVALID && !offers (offer->from, type))
    type = type_at (offer->next++);
  if (type == G_TYPE_INVALID)
    give_up (offer);
  else if (GDK_IS_DROP (offer->from))
    gdk_drop_read_value_async (GDK_DROP (offer->from), type, G_PRIORITY_DEFAULT, NULL, read_cb,
                               offer);
  else
    gdk_clipboard_read_value_async (GDK_CLIPBOARD (offer->from), type, G_PRIORITY_DEFAULT, NULL,
                                    read_cb, offer);
}

static void
begin (EtaIntake *intake, gpointer from)
{
  Offer *offer = g_new0 (Offer, 1);

  offer->intake = g_object_ref (intake);
  offer->from = g_object_ref (from);
  ask (offer);
}

/** eta_intake_take_drop: @drop: which is finished here, when it has been read */
void
eta_intake_take_drop (EtaIntake *intake, GdkDrop *drop)
{
  g_return_if_fail (ETA_IS_INTAKE (intake));
  begin (intake, drop);
}

/** eta_intake_can_paste: Returns: whether there are files or a picture on the clipboard */
gboolean
eta_intake_can_paste (GdkClipboard *clipboard)
{
  return offers (G_OBJECT (clipboard), GDK_TYPE_FILE_LIST) ||
         offers (G_OBJECT (clipboard), GDK_TYPE_TEXTURE);
}

/** eta_intake_paste: takes what lies on the clipboard */
void
eta_intake_paste (EtaIntake *intake, GdkClipboard *clipboard)
{
  g_return_if_fail (ETA_IS_INTAKE (intake));
  begin (intake, clipboard);
}

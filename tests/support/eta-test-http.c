/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "eta-test-http.h"

#include <string.h>

void
eta_test_answer_free (EtaTestAnswer *answer)
{
  g_hash_table_unref (answer->headers);
  g_bytes_unref (answer->body);
  g_clear_pointer (&answer->json, eta_json_free);
  g_free (answer);
}

const char *
eta_test_answer_get_header (const EtaTestAnswer *answer, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (answer->headers, lower);
}

const char *
eta_test_answer_get_problem (const EtaTestAnswer *answer)
{
  const char *type = eta_json_get_string (answer->json, "/type");

  return type && strrchr (type, '/') ? strrchr (type, '/') + 1 : type;
}

GSocketConnection *
eta_test_connect (const char *address)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_uri (client, address, 80, NULL, &error);
  g_assert_no_error (error);
  g_socket_set_timeout (g_socket_connection_get_socket (connection), 20);
  return connection;
}

/* The other side may close while we write: what it said before is still to be read. */
void
eta_test_send (GSocketConnection *connection, const void *data, gssize length)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  gsize size = length < 0 ? strlen (data) : (gsize) length;

  g_output_stream_write_all (out, data, size, NULL, NULL, NULL);
}

static gboolean
read_more (GSocketConnection *connection, GByteArray *received)
{
  guint8 buffer[16384];
  gssize got = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer,
                                    sizeof buffer, NULL, NULL);

  if (got > 0)
    g_byte_array_append (received, buffer, (guint) got);
  return got > 0;
}

gboolean
eta_test_is_closed (GSocketConnection *connection)
{
  g_autoptr (GError) error = NULL;
  char byte;
  gssize got = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), &byte,
                                    1, NULL, &error);

  return got == 0 || (got < 0 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT));
}

static gssize
find_end (GByteArray *received)
{
  const char *end =
      received->len ? g_strstr_len ((char *) received->data, received->len, "\r\n\r\n") : NULL;

  return end ? end - (char *) received->data + 4 : -1;
}

static void
read_headers (EtaTestAnswer *answer, const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_auto (GStrv) lines = g_strsplit (copy, "\r\n", -1);

  g_assert_true (g_str_has_prefix (lines[0], "HTTP/1."));
  answer->status = atoi (lines[0] + strlen ("HTTP/1.1 "));
  for (char **line = lines + 1; **line; line++) {
    char *colon = strchr (*line, ':');

    g_assert_nonnull (colon);
    g_hash_table_insert (answer->headers, g_ascii_strdown (*line, colon - *line),
                         g_strdup (g_strstrip (colon + 1)));
  }
}

/* Reads one answer; 100 Continue is passed over. */
EtaTestAnswer *
eta_test_receive (GSocketConnection *connection, const char *method)
{
  EtaTestAnswer *answer = g_new0 (EtaTestAnswer, 1);
  g_autoptr (GByteArray) received = g_byte_array_new ();
  const char *length;
  gsize want = 0;
  gssize end;

  answer->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  do {
    while ((end = find_end (received)) < 0 && read_more (connection, received))
      ;
    if (end < 0)
      break;
    read_headers (answer, (char *) received->data, (gsize) end);
    g_byte_array_remove_range (received, 0, (guint) end);
  } while (answer->status == 100);
  length = eta_test_answer_get_header (answer, "Content-Length");
  if (length && !g_str_equal (method, "HEAD"))
    want = g_ascii_strtoull (length, NULL, 10);
  while (received->len < want && read_more (connection, received))
    ;
  answer->body = g_bytes_new (received->data, MIN (received->len, want));
  if (g_bytes_get_size (answer->body))
    answer->json = eta_json_parse (g_bytes_get_data (answer->body, NULL),
                                   (gssize) g_bytes_get_size (answer->body), NULL);
  return answer;
}

/* One request on a connection of its own. @headers: lines, each ended by CR LF, or NULL */
EtaTestAnswer *
eta_test_ask (const char *address, const char *method, const char *path, const char *token,
              const char *headers, GBytes *body)
{
  g_autoptr (GSocketConnection) connection = eta_test_connect (address);
  g_autoptr (GString) head = g_string_new (NULL);

  g_string_printf (head, "%s %s HTTP/1.1\r\nHost: test\r\n", method, path);
  if (token)
    g_string_append_printf (head, "Authorization: Bearer %s\r\n", token);
  if (body)
    g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n",
                            g_bytes_get_size (body));
  g_string_append_printf (head, "%s\r\n", headers ? headers : "");
  eta_test_send (connection, head->str, -1);
  if (body)
    eta_test_send (connection, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  return eta_test_receive (connection, method);
}

EtaTestAnswer *
eta_test_ask_json (const char *address, const char *method, const char *path, const char *token,
                   const char *json)
{
  g_autoptr (GBytes) body = json ? g_bytes_new (json, strlen (json)) : NULL;

  return eta_test_ask (address, method, path, token, "Content-Type: application/json\r\n", body);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The program as the person who keeps the centre, and their scripts, run it.
 */
#include "config.h"

#include "eta-test-http.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

static const char *program; /* told on the command line */
static char *folder;
static char *data;

/* Runs one command; what it printed goes to @out and @err, where asked for. */
static int
run (char **out, char **err, const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *said = NULL;
  va_list list;

  g_ptr_array_add (arguments, (gpointer) program);
  g_ptr_array_add (arguments, (gpointer) "--data");
  g_ptr_array_add (arguments, data);
  va_start (list, first);
  for (const char *word = first; word; word = va_arg (list, const char *))
    g_ptr_array_add (arguments, (gpointer) word);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  process =
      g_subprocess_newv ((const char *const *) arguments->pdata,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &printed, &said, &error);
  g_assert_no_error (error);
  g_test_message ("%s → %d, %s%s", first ? first : "", g_subprocess_get_exit_status (process),
                  printed, said);
  if (out)
    *out = g_steal_pointer (&printed);
  if (err)
    *err = g_steal_pointer (&said);
  return g_subprocess_get_exit_status (process);
}

static void
test_offices (void)
{
  g_autofree char *list = NULL;
  g_autofree char *code = NULL;
  g_autofree char *why = NULL;

  g_assert_cmpint (run (NULL, NULL, "office", "add", "ID-SA", "Sulawesi Utara", NULL), ==, 0);
  g_assert_cmpint (run (NULL, NULL, "office", "add", "ID-GO", "Gorontalo", "--reviewed", NULL), ==,
                   0);
  g_assert_cmpint (run (NULL, &why, "office", "add", "ID-SA", "Twice", NULL), ==, 3);
  g_assert_true (strchr (why, '\n') == why + strlen (why) - 1); /* one line */
  g_assert_cmpint (run (NULL, NULL, "office", "add", "../x", "Bad", NULL), ==, 3);
  g_assert_cmpint (run (&list, NULL, "office", "list", NULL), ==, 0);
  g_assert_cmpstr (list, ==, "ID-GO\tGorontalo\treviewed\nID-SA\tSulawesi Utara\ttrusted\n");
  g_assert_cmpint (run (&code, NULL, "invite", "ID-SA", NULL), ==, 0);
  g_assert_true (
      g_regex_match_simple ("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\n$", code, 0, 0));
  g_assert_cmpint (run (NULL, NULL, "invite", "ID-SA", "--role", "curator", NULL), ==, 0);
  g_assert_cmpint (run (NULL, NULL, "invite", "ID-SA", "--role", "king", NULL), ==, 2);
  g_assert_cmpint (run (NULL, NULL, "invite", "NOWHERE", NULL), ==, 3);
}

static void
test_use (void)
{
  g_assert_cmpint (run (NULL, NULL, NULL), ==, 2);
  g_assert_cmpint (run (NULL, NULL, "nothing", NULL), ==, 2);
  g_assert_cmpint (run (NULL, NULL, "office", "add", "ID-XX", NULL), ==, 2);
  g_assert_cmpint (run (NULL, NULL, "office", "list", "more", NULL), ==, 2);
  g_assert_cmpint (run (NULL, NULL, "office", "list", "--colour", NULL), ==, 2);
  g_assert_cmpint (run (NULL, NULL, "--help", NULL), ==, 0);
  g_assert_cmpint (run (NULL, NULL, "device", "revoke", "none", NULL), ==, 3);
  g_assert_cmpint (run (NULL, NULL, "serve", "--listen", "nowhere.invalid:1", NULL), ==, 3);
}

static void
test_post (void)
{
  static const struct {
    const char *kind;
    const char *text; /* NULL: no such file */
    int status;
  } cases[] = {
    { "notice", "{\"title\":{\"id\":\"Pameran\"},\"body\":{\"id\":\"Di Manado.\"}}", 0 },
    { "training", "{\"title\":{\"id\":\"Kelas ekspor\"}}", 0 },
    { "notice", "{\"title\":{\"id\":\"Tanpa isi\"}}", 3 },
    { "notice", "{\"title\":", 3 },
    { "notice", "[]", 3 },
    { "notice", "{\"title\":{\"id\":\"A\"},\"body\":{\"id\":\"NIK 7171010101900001\"}}", 3 },
    { "notice", NULL, 3 },
    { "business", "{}", 2 },
    { "ship", "{}", 2 },
  };
  g_autofree char *path = g_build_filename (folder, "post.json", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_remove (path);
    if (cases[i].text)
      g_assert_true (g_file_set_contents (path, cases[i].text, -1, NULL));
    g_assert_cmpint (run (NULL, NULL, "post", cases[i].kind, path, NULL), ==, cases[i].status);
  }
}

static GSubprocess *
serve (char **address)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--data",
                                          data, "serve", "--listen", "127.0.0.1:0", NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (line, "listening on http://127.0.0.1:"));
  *address = g_strdup (line + strlen ("listening on "));
  return server;
}

/* Commands work beside a running server, which sees at once what they did. */
static void
test_serve (void)
{
  g_autofree char *address = NULL;
  g_autoptr (GSubprocess) server = serve (&address);
  g_autofree char *code = NULL;
  g_autofree char *json = NULL;
  g_autofree char *list = NULL;
  g_autoptr (EtaTestAnswer) paired = NULL;
  g_autoptr (EtaTestAnswer) before = NULL;
  g_autoptr (EtaTestAnswer) after = NULL;
  const char *token;

  g_assert_cmpint (run (NULL, NULL, "office", "add", "ID-MA", "Maluku", NULL), ==, 0);
  g_assert_cmpint (run (&code, NULL, "invite", "ID-MA", NULL), ==, 0);
  json = g_strdup_printf ("{\"code\":\"%s\",\"name\":\"Meja 1\"}", g_strstrip (code));
  paired = eta_test_ask_json (address, "POST", "/v1/devices", NULL, json);
  g_assert_cmpint (paired->status, ==, 201);
  token = eta_json_get_string (paired->json, "/token");
  before = eta_test_ask_json (address, "GET", "/v1/changes", token, NULL);
  g_assert_cmpint (before->status, ==, 200);
  g_assert_cmpint (run (&list, NULL, "device", "list", NULL), ==, 0);
  g_assert_true (g_str_has_prefix (list, eta_json_get_string (paired->json, "/device")));
  g_assert_nonnull (strstr (list, "\tID-MA\teditor\tactive\tMeja 1\n"));
  g_assert_cmpint (
      run (NULL, NULL, "device", "revoke", eta_json_get_string (paired->json, "/device"), NULL), ==,
      0);
  after = eta_test_ask_json (address, "GET", "/v1/changes", token, NULL);
  g_assert_cmpint (after->status, ==, 401);
  g_assert_cmpint (run (NULL, NULL, "serve", "--listen", "127.0.0.1:0", NULL), ==,
                   3); /* a second */
  g_assert_cmpint (run (NULL, NULL, "check", NULL), ==, 0);
  g_subprocess_send_signal (server, SIGTERM);
  g_assert_true (g_subprocess_wait (server, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (server));
  g_assert_cmpint (g_subprocess_get_exit_status (server), ==, 0);
}

static void
test_damage (void)
{
  g_autofree char *broken = g_build_filename (folder, "broken", NULL);
  g_autofree char *file = g_build_filename (broken, "centre.db", NULL);
  char *whole = data;

  g_assert_cmpint (g_mkdir (broken, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "this is no database, and long enough", -1, NULL));
  data = broken;
  g_assert_cmpint (run (NULL, NULL, "check", NULL), ==, 3);
  g_assert_cmpint (run (NULL, NULL, "serve", NULL), ==, 3);
  data = whole;
}

static int
remove_cb (const char *path, const struct stat *info, int type, struct FTW *walk)
{
  return g_remove (path);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  folder = g_dir_make_tmp ("etalase-commands-XXXXXX", NULL);
  data = g_build_filename (folder, "data", NULL);
  g_test_add_func ("/centre/commands/offices", test_offices);
  g_test_add_func ("/centre/commands/use", test_use);
  g_test_add_func ("/centre/commands/post", test_post);
  g_test_add_func ("/centre/commands/serve", test_serve);
  g_test_add_func ("/centre/commands/damage", test_damage);
  result = g_test_run ();
  nftw (folder, remove_cb, 16, FTW_DEPTH | FTW_PHYS);
  g_free (data);
  g_free (folder);
  return result;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-application.h"
#include "eta-language.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <unistd.h>

int
main (int argc, char **argv)
{
  g_autoptr (EtaApplication) application = NULL;
  const char *locales = g_getenv ("ETALASE_LOCALEDIR"); /* set by ./dev exec: not installed yet */

  int status;

  eta_language_apply ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locales ? locales : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = eta_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  if (eta_application_get_restarts (application)) {
    g_clear_object (&application);
    execv ("/proc/self/exe", argv);
  }
  return status;
}

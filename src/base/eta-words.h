/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EtaWords:
 *
 * The translations of one language, read from a gettext .mo file without touching the process's
 * locale, so that one program can speak several languages at once, each in its own thread.
 * Immutable after loading, hence free to share between threads.
 */
typedef struct _EtaWords EtaWords;

EtaWords *eta_words_load (const char *path, GError **error);
EtaWords *eta_words_open (const char *language);
EtaWords *eta_words_new_empty (void);
EtaWords *eta_words_ref (EtaWords *words);
void eta_words_unref (EtaWords *words);
const char *eta_words_get (const EtaWords *words, const char *text);

const char *eta_words_language (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaWords, eta_words_unref)

G_END_DECLS

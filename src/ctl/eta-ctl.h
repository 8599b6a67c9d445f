/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"
#include "eta-vault.h"

G_BEGIN_DECLS

/* What a script learns from the exit status */
typedef enum {
  ETA_EXIT_DONE = 0,
  ETA_EXIT_LEFT = 1, /* done, but something is left: refused rows, conflicts, photos waiting */
  ETA_EXIT_USAGE = 2, /* wrong use; said on standard error */
  ETA_EXIT_FAILED = 3, /* could not; the error says why */
} EtaExit;

/**
 * EtaCtl:
 *
 * What the commands share. The store is open unless the command is "init" or "restore"; arguments are what is left
 * after the options.
 */
typedef struct {
  const char *folder;
  EtaCatalogue *catalogue;
  EtaStore *store; /* NULL for "init" and "restore" */
  char **args; /* without the command's name */
  guint n_args;
  /* Options, as far as the command takes them */
  gboolean json;
  gboolean dry_run;
  char *query;
  char *photos;
} EtaCtl;

/**
 * EtaCommand:
 * @options: letters of the options that it takes: 'j' --json, 'd' --dry-run, 'q' --query, 'p' --photos
 * @run: returns the exit status; with %ETA_EXIT_FAILED it sets its error
 */
typedef struct {
  const char *name;
  const char *usage;
  const char *options;
  guint min_args, max_args;
  EtaExit (*run) (EtaCtl *ctl, GError **error);
} EtaCommand;

extern const EtaCommand eta_command_add;
extern const EtaCommand eta_command_backup;
extern const EtaCommand eta_command_check;
extern const EtaCommand eta_command_conflicts;
extern const EtaCommand eta_command_export;
extern const EtaCommand eta_command_get;
extern const EtaCommand eta_command_import;
extern const EtaCommand eta_command_init;
extern const EtaCommand eta_command_list;
extern const EtaCommand eta_command_pair;
extern const EtaCommand eta_command_photo;
extern const EtaCommand eta_command_restore;
extern const EtaCommand eta_command_rm;
extern const EtaCommand eta_command_set;
extern const EtaCommand eta_command_submit;
extern const EtaCommand eta_command_sync;

EtaRecord *eta_ctl_get_living (EtaCtl *ctl, const char *id, GError **error);
EtaVault *eta_ctl_open_vault (EtaCtl *ctl, GError **error);
void eta_ctl_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);
EtaExit eta_ctl_misuse (const char *format, ...) G_GNUC_PRINTF (1, 2);
void eta_ctl_print_json (EtaJson *take_value);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-check.h"

G_BEGIN_DECLS

/* What the rows of the tables name: one file a check, its tidy function beside it. */

void eta_check_name (EtaCheck *check, const EtaJson *value);
void eta_check_nib (EtaCheck *check, const EtaJson *value);
void eta_check_npwp (EtaCheck *check, const EtaJson *value);
void eta_check_registration (EtaCheck *check, const EtaJson *value);
void eta_check_kbli (EtaCheck *check, const EtaJson *value);
void eta_check_year (EtaCheck *check, const EtaJson *value);
void eta_check_scale (EtaCheck *check, const EtaJson *value);
void eta_check_workers (EtaCheck *check, const EtaJson *value);
void eta_check_province (EtaCheck *check, const EtaJson *value);
void eta_check_regency (EtaCheck *check, const EtaJson *value);
void eta_check_postcode (EtaCheck *check, const EtaJson *value);
void eta_check_position (EtaCheck *check, const EtaJson *value);
void eta_check_phone (EtaCheck *check, const EtaJson *value);
void eta_check_link (EtaCheck *check, const EtaJson *value);
void eta_check_papers (EtaCheck *check, const EtaJson *value);
void eta_check_paper_number (EtaCheck *check, const EtaJson *value);
void eta_check_paper_end (EtaCheck *check, const EtaJson *value);
void eta_check_consents (EtaCheck *check, const EtaJson *value);
void eta_check_curation (EtaCheck *check, const EtaJson *value);
void eta_check_photos (EtaCheck *check, const EtaJson *value);
void eta_check_hs (EtaCheck *check, const EtaJson *value);
void eta_check_gtin (EtaCheck *check, const EtaJson *value);
void eta_check_positive (EtaCheck *check, const EtaJson *value);
void eta_check_moq (EtaCheck *check, const EtaJson *value);
void eta_check_moq_unit (EtaCheck *check, const EtaJson *value);
void eta_check_fob_end (EtaCheck *check, const EtaJson *value);
void eta_check_shelf_life (EtaCheck *check, const EtaJson *value);
void eta_check_ends (EtaCheck *check, const EtaJson *value);

char *eta_tidy_nib (const char *text);
char *eta_tidy_npwp (const char *text);
char *eta_tidy_registration (const char *text);
char *eta_tidy_kbli (const char *text);
char *eta_tidy_digits (const char *text);
char *eta_tidy_hs (const char *text);
char *eta_tidy_phone (const char *text);
char *eta_tidy_lat (const char *text);
char *eta_tidy_lon (const char *text);
char *eta_tidy_link (const char *text);
char *eta_tidy_instagram (const char *text);
char *eta_tidy_facebook (const char *text);
char *eta_tidy_tiktok (const char *text);
char *eta_tidy_shopee (const char *text);
char *eta_tidy_tokopedia (const char *text);
char *eta_tidy_linkumkm (const char *text);
char *eta_tidy_padi (const char *text);
char *eta_tidy_alibaba (const char *text);

G_END_DECLS

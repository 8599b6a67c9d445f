/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What one request or answer may hold; the centre tells them in GET /v1, both sides keep to them. */
#define ETA_LIMIT_OPS 200
#define ETA_LIMIT_BODY (8 * 1024 * 1024)
#define ETA_LIMIT_PAGE 500
#define ETA_LIMIT_BLOB (20 * 1024 * 1024)
#define ETA_LIMIT_DOC (256 * 1024)
#define ETA_LIMIT_INFLATE 100 /* times the coded size */
#define ETA_GZIP_FROM 1024 /* answers above this are gzipped for who accepts it */

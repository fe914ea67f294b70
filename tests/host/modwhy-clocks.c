// SPDX-License-Identifier: GPL-2.0
/*
 * modwhy-clocks - which lines of a log does modwhy take for a file's last attempt?
 *
 *   modwhy-clocks FILE.ko ROOT LINES	prints those lines
 *
 * A line of the file LINES is "SECONDS text": so much later than now by CLOCK_MONOTONIC is its
 * stamp. The file's own time is what it is. ROOT may have the file in which the
 * scheduler shows its clocks. Linked with all of modwhy but its main().
 */
#define _GNU_SOURCE
#include "../../modwhy/modwhy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *symvers_file, *log_file;
bool stdin_closed;

int main(int argc, char **argv)
{
	static struct record records[100];
	struct log log = { .record = records, .room = ARRAY_SIZE(records) };
	char *line = NULL;
	size_t room = 0;
	struct ko *ko;
	FILE *in;

	if (argc != 4 || !(ko = ko_open(argv[1])) || !(in = fopen(argv[3], "re")))
		return 2;
	root = argv[2];
	while (log.count < log.room && getline(&line, &room, in) > 0) {
		char *text;
		double seconds = now() + strtod(line, &text);

		text[strcspn(text, "\n")] = '\0';
		records[log.count++] = (struct record){
			.text = strdup(text + 1), .seconds = seconds,
		};
	}
	log_classify(&log);
	log_last_attempt(&log, ko);
	for (size_t i = 0; i < log.count; i++)
		if (!records[i].skip)
			puts(records[i].text);
	return 0;
}

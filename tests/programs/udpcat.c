// SPDX-License-Identifier: GPL-2.0
/*
 * udpcat - print what arrives at a UDP port, until killed
 *
 * usage: udpcat PORT
 *
 * Exit status: 2 for bad usage or if it cannot listen or print.
 */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct sockaddr_in here = { .sin_family = AF_INET };
	char packet[65536];
	ssize_t len;
	int sock;

	if (argc != 2) {
		fprintf(stderr, "usage: udpcat PORT\n");
		return 2;
	}
	here.sin_port = htons(atoi(argv[1]));
	sock = socket(AF_INET, SOCK_DGRAM, 0);
	if (sock < 0 || bind(sock, (struct sockaddr *)&here, sizeof(here))) {
		perror("udpcat");
		return 2;
	}
	for (;;) {
		len = recv(sock, packet, sizeof(packet), 0);
		if (len < 0 || write(STDOUT_FILENO, packet, len) != len) {
			perror("udpcat");
			return 2;
		}
	}
}

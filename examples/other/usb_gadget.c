// SPDX-License-Identifier: GPL-2.0
/*
 * usb_gadget - be the USB device that lkusb drives
 *
 * usage: usb_gadget [HOW [NAME]]
 *
 * Makes a gadget in configfs (Documentation/usb/gadget_configfs.rst), describes one
 * function with two bulk endpoints by FunctionFS (Documentation/usb/functionfs.rst),
 * plugs it into the first device controller that is free, prints "plugged in", and
 * plays the device until SIGTERM or SIGINT, which unplugs it. HOW is
 *	upper	answer each packet with the same one, in capitals (the default)
 *	silent	take packets, and never answer
 *	deaf	take nothing, and never answer
 *	empty	answer each packet with an empty one, then as upper does
 *	stall	take packets; refuse the first answer (a halted endpoint), then as upper does
 *	talk	send one line after the other, unasked
 *	half	have no endpoint to send by
 *	other	say that it speaks another protocol
 * NAME (default: lkusb) tells several at once apart. Root only. Needs the modules of a
 * device controller (dummy_hcd is one in software), libcomposite and usb_f_fs. Exit
 * status: 0 when it was unplugged, 1 if something failed, 2 for bad usage.
 */
#include <ctype.h>
#include <dirent.h>
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/usb/functionfs.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define CONFIGFS	"/sys/kernel/config"
#define PACKET		512	/* of a bulk endpoint at high speed */

static const char * const ways[] = {
	"upper", "silent", "deaf", "empty", "stall", "talk", "half", "other",
};

static volatile sig_atomic_t ended;

/* What was made, to be taken away in reverse. */
static char gadget[128], function[192], configuration[160], link_to[320], dir[64];
static int mounted, bound;

static void end(int sig)
{
	(void)sig;
	ended = 1;
}

static int failed(const char *what)
{
	fprintf(stderr, "usb_gadget: %s: %s\n", what, strerror(errno));
	return -1;
}

static int make_dir(const char *path)
{
	return mkdir(path, 0755) && errno != EEXIST ? failed(path) : 0;
}

/* Write TEXT to the attribute NAME of the gadget. */
static int set(const char *name, const char *text)
{
	char path[256];
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "%s/%s", gadget, name);
	fd = open(path, O_WRONLY);
	if (fd < 0)
		return failed(path);
	n = write(fd, text, strlen(text));
	close(fd);
	return n < 0 ? -1 : 0;
}

/* The gadget's directories: an identification, a function, a configuration with it. */
static int make_gadget(const char *name)
{
	char path[224];

	if (access(CONFIGFS, F_OK) == 0 && access(CONFIGFS "/usb_gadget", F_OK))
		mount("none", CONFIGFS, "configfs", 0, NULL);
	if (access(CONFIGFS "/usb_gadget", F_OK))
		return failed(CONFIGFS "/usb_gadget");
	snprintf(gadget, sizeof(gadget), CONFIGFS "/usb_gadget/%s", name);
	snprintf(function, sizeof(function), "%s/functions/ffs.%s", gadget, name);
	snprintf(configuration, sizeof(configuration), "%s/configs/c.1", gadget);
	snprintf(link_to, sizeof(link_to), "%s/f", configuration);
	snprintf(path, sizeof(path), "%s/strings/0x409", gadget);
	if (make_dir(gadget) || make_dir(path) || make_dir(function) || make_dir(configuration))
		return -1;
	/* The Linux Foundation's numbers for gadgets. */
	if (set("idVendor", "0x1d6b") || set("idProduct", "0x0105") ||
	    set("strings/0x409/manufacturer", "The LKMPG authors") ||
	    set("strings/0x409/product", "lkusb") || set("strings/0x409/serialnumber", name))
		return failed(gadget);
	return symlink(function, link_to) && errno != EEXIST ? failed(link_to) : 0;
}

static struct usb_endpoint_descriptor_no_audio endpoint(int address, int size)
{
	return (struct usb_endpoint_descriptor_no_audio){
		.bLength = sizeof(struct usb_endpoint_descriptor_no_audio),
		.bDescriptorType = USB_DT_ENDPOINT,
		.bEndpointAddress = address,
		.bmAttributes = USB_ENDPOINT_XFER_BULK,
		.wMaxPacketSize = htole16(size),
	};
}

/* Describe the function, to the file of its endpoint 0. */
static int describe(int fd, const char *how)
{
	struct speed {
		struct usb_interface_descriptor interface;
		struct usb_endpoint_descriptor_no_audio out, in;
	} __attribute__((packed));
	struct {
		struct usb_functionfs_descs_head_v2 head;
		__le32 full_count, high_count;
		struct speed full, high;
	} __attribute__((packed)) all = {
		.head = {
			.magic = htole32(FUNCTIONFS_DESCRIPTORS_MAGIC_V2),
			.flags = htole32(FUNCTIONFS_HAS_FS_DESC | FUNCTIONFS_HAS_HS_DESC),
		},
	};
	struct {
		struct usb_functionfs_strings_head head;
		__le16 language;
		char text[6];
	} __attribute__((packed)) strings = {
		.head = {
			.magic = htole32(FUNCTIONFS_STRINGS_MAGIC),
			.length = htole32(sizeof(strings)),
			.str_count = htole32(1),
			.lang_count = htole32(1),
		},
		.language = htole16(0x0409),
		.text = "lkusb",
	};
	int half = strcmp(how, "half") == 0;
	size_t length = sizeof(all);
	char *raw = (char *)&all;

	all.full.interface = (struct usb_interface_descriptor){
		.bLength = sizeof(all.full.interface),
		.bDescriptorType = USB_DT_INTERFACE,
		.bNumEndpoints = half ? 1 : 2,
		.bInterfaceClass = USB_CLASS_VENDOR_SPEC,
		.bInterfaceSubClass = 0x4c,
		.bInterfaceProtocol = strcmp(how, "other") ? 0x4b : 0x4c,
		.iInterface = 1,
	};
	all.high.interface = all.full.interface;
	all.full.out = endpoint(1 | USB_DIR_OUT, 64);
	all.full.in = endpoint(2 | USB_DIR_IN, 64);
	all.high.out = endpoint(1 | USB_DIR_OUT, PACKET);
	all.high.in = endpoint(2 | USB_DIR_IN, PACKET);
	all.full_count = all.high_count = htole32(half ? 2 : 3);
	if (half) {	/* without the last endpoint of either speed */
		length -= 2 * sizeof(all.full.in);
		memmove(&all.full.in, &all.high, sizeof(all.high) - sizeof(all.high.in));
	}
	all.head.length = htole32(length);
	if (write(fd, raw, length) < 0 || write(fd, &strings, sizeof(strings)) < 0)
		return failed("the description");
	return 0;
}

/* Mount the function's files, and describe it. Returns endpoint 0. */
static int make_function(const char *name, const char *how)
{
	char path[96];
	int fd;

	snprintf(dir, sizeof(dir), "/tmp/usb_gadget.%.20s", name);
	if (make_dir(dir))
		return -1;
	if (mount(name, dir, "functionfs", 0, NULL))
		return failed("mount functionfs");
	mounted = 1;
	snprintf(path, sizeof(path), "%s/ep0", dir);
	fd = open(path, O_RDWR);
	if (fd < 0)
		return failed(path);
	return describe(fd, how) ? -1 : fd;
}

/* Plug it in: the first controller that takes it. */
static int plug_in(void)
{
	DIR *controllers = opendir("/sys/class/udc");
	struct dirent *entry;

	while (controllers && !bound && (entry = readdir(controllers)))
		bound = entry->d_name[0] != '.' && !set("UDC", entry->d_name);
	if (controllers)
		closedir(controllers);
	if (bound)
		return 0;
	fputs("usb_gadget: no device controller is free (modprobe dummy_hcd num=2 makes two)\n", stderr);
	return -1;
}

static int open_endpoint(int number, int flags)
{
	char path[96];
	int fd;

	snprintf(path, sizeof(path), "%s/ep%d", dir, number);
	fd = open(path, flags);
	return fd < 0 ? failed(path) : fd;
}

/* Answer packets until somebody pulls the plug. */
static int play(const char *how)
{
	int half = strcmp(how, "half") == 0, first = 1;
	int out = open_endpoint(1, O_RDWR), in = half ? -1 : open_endpoint(2, O_RDWR);
	char packet[PACKET];
	ssize_t i, n;

	if (out < 0 || (in < 0 && !half))
		return -1;
	while (!ended) {
		if (strcmp(how, "deaf") == 0 || half) {
			pause();
			continue;
		}
		if (strcmp(how, "talk") == 0) {
			if (write(in, "tick\n", 5) < 0 && errno != EINTR && errno != ESHUTDOWN)
				return failed("write");
			continue;
		}
		n = read(out, packet, sizeof(packet));
		if (n < 0 && errno != EINTR && errno != ESHUTDOWN)
			return failed("read");
		if (n < 0 || strcmp(how, "silent") == 0)
			continue;
		if (first && strcmp(how, "stall") == 0) {
			/* The wrong direction: FunctionFS halts the endpoint. */
			first = 0;
			if (read(in, packet, 1) < 0 && errno != EBADMSG)
				return failed("halt");
			continue;
		}
		if (first && strcmp(how, "empty") == 0 && write(in, "", 0) < 0)
			return failed("write");
		first = 0;
		for (i = 0; i < n; i++)
			packet[i] = toupper((unsigned char)packet[i]);
		if (write(in, packet, n) < 0 && errno != EINTR && errno != ESHUTDOWN)
			return failed("write");
	}
	close(out);
	close(in);
	return 0;
}

static void take_away(int ep0)
{
	char path[224];

	if (bound)
		set("UDC", "\n");
	if (ep0 >= 0)
		close(ep0);
	if (mounted)
		umount2(dir, MNT_DETACH);
	if (dir[0])
		rmdir(dir);
	unlink(link_to);
	rmdir(configuration);
	rmdir(function);
	snprintf(path, sizeof(path), "%s/strings/0x409", gadget);
	rmdir(path);
	rmdir(gadget);
}

int main(int argc, char **argv)
{
	const char *how = argc > 1 ? argv[1] : ways[0], *name = argc > 2 ? argv[2] : "lkusb";
	struct sigaction action = { .sa_handler = end };	/* system calls are interrupted */
	int ep0 = -1, ret = 1;
	size_t i;

	for (i = 0; i < sizeof(ways) / sizeof(ways[0]) && strcmp(how, ways[i]); i++)
		;
	if (argc > 3 || i == sizeof(ways) / sizeof(ways[0]) || strchr(name, '/') || strlen(name) > 20) {
		fputs("usage: usb_gadget [upper|silent|deaf|empty|stall|talk|half|other [NAME]]\n", stderr);
		return 2;
	}
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);

	if (!make_gadget(name))
		ep0 = make_function(name, how);
	if (ep0 >= 0 && !plug_in()) {
		puts("plugged in");
		fflush(stdout);
		ret = play(how) ? 1 : 0;
	}
	take_away(ep0);
	return ret;
}

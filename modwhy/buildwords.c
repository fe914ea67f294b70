// SPDX-License-Identifier: GPL-2.0
/*
 * buildwords.c - a line of a build's output in one form for all languages
 *
 * Compilers, make and shells quote in a dozen ways and speak forty languages.
 * The rules of buildlog.c know one kind of quote, and English.
 */
#define _GNU_SOURCE
#include "modwhy.h"
#include "buildlog.h"

#include <stdio.h>
#include <string.h>

/*
 * The words of the C library, make, gcc and bash for what the rules look for,
 * in the languages of most reports. Where a word is not here, the form decides.
 */
struct word {
	const char *from, *to;
};

/* Quotes and stops: first of all, because the words have them inside. */
static const struct word marks[] = {
	{ "`", "'" }, { "\"", "'" }, { "\t", " " },
	{ "\xe2\x80\x98", "'" }, { "\xe2\x80\x99", "'" }, { "\xe2\x80\x9a", "'" },
	{ "\xe2\x80\x9c", "'" }, { "\xe2\x80\x9d", "'" }, { "\xe2\x80\x9e", "'" },
	{ "\xe2\x80\xb9", "'" }, { "\xe2\x80\xba", "'" },
	{ "\xc2\xab\xc2\xa0", "'" }, { "\xc2\xa0\xc2\xbb", "'" },
	{ "\xc2\xab ", "'" }, { " \xc2\xbb", "'" },
	{ "\xc2\xab", "'" }, { "\xc2\xbb", "'" },
	{ "\xe3\x80\x8c", "'" }, { "\xe3\x80\x8d", "'" },	/* corner brackets */
	{ "\xef\xbc\x9a", ": " }, { "\xef\xbc\x8c", ", " }, { "\xe3\x80\x82", "." },
	{ "\xc2\xa0", " " }, { "\xe2\x80\xaf", " " },
};

static const struct word words[] = {
	/* ENOENT */
	{ "Datei oder Verzeichnis nicht gefunden", "No such file or directory" },
	{ "Aucun fichier ou dossier de ce nom", "No such file or directory" },
	{ "Aucun fichier ou dossier de ce type", "No such file or directory" },
	{ "No existe el archivo o el directorio", "No such file or directory" },
	{ "No existe el fichero o el directorio", "No such file or directory" },
	{ "File o directory non esistente", "No such file or directory" },
	{ "Arquivo ou diretório inexistente", "No such file or directory" },
	{ "Нет такого файла или каталога", "No such file or directory" },
	{ "Немає такого файла або каталогу", "No such file or directory" },
	{ "没有那个文件或目录", "No such file or directory" },
	{ "沒有此一檔案或目錄", "No such file or directory" },
	{ "そのようなファイルやディレクトリはありません", "No such file or directory" },
	{ "Nie ma takiego pliku ani katalogu", "No such file or directory" },
	{ "Bestand of map bestaat niet", "No such file or directory" },
	{ "Böyle bir dosya ya da dizin yok", "No such file or directory" },
	{ "Adresář nebo soubor neexistuje", "No such file or directory" },
	/* EACCES, ENOSPC, ENOEXEC */
	{ "Keine Berechtigung", "Permission denied" },
	{ "Permission non accordée", "Permission denied" },
	{ "Permiso denegado", "Permission denied" },
	{ "Permesso negato", "Permission denied" },
	{ "Permissão negada", "Permission denied" },
	{ "Отказано в доступе", "Permission denied" },
	{ "权限不够", "Permission denied" },
	{ "許可がありません", "Permission denied" },
	{ "Auf dem Gerät ist kein Speicherplatz mehr verfügbar", "No space left on device" },
	{ "Aucun espace disponible sur le périphérique", "No space left on device" },
	{ "No queda espacio en el dispositivo", "No space left on device" },
	{ "На устройстве не осталось свободного места", "No space left on device" },
	{ "设备上没有空间", "No space left on device" },
	{ "Fehler im Format der Programmdatei", "Exec format error" },
	{ "Erreur de format pour exec()", "Exec format error" },
	{ "Ошибка формата выполняемого файла", "Exec format error" },
	{ "可执行文件格式错误", "Exec format error" },
	/* the shell's */
	{ "Kommando nicht gefunden", "command not found" },
	{ "Befehl nicht gefunden", "command not found" },
	{ "commande introuvable", "command not found" },
	{ "orden no encontrada", "command not found" },
	{ "comando non trovato", "command not found" },
	{ "comando não encontrado", "command not found" },
	{ "команда не найдена", "command not found" },
	{ "未找到命令", "command not found" },
	{ "コマンドが見つかりません", "command not found" },
	/* make's */
	{ "Keine Regel, um '", "No rule to make target '" },
	{ "Aucune règle pour fabriquer la cible '", "No rule to make target '" },
	{ "Pas de règle pour fabriquer la cible '", "No rule to make target '" },
	{ "No hay ninguna regla para construir el objetivo '", "No rule to make target '" },
	{ "Nessuna regola per generare l'obiettivo '", "No rule to make target '" },
	{ "Sem regra para processar o alvo '", "No rule to make target '" },
	{ "Нет правила для сборки цели '", "No rule to make target '" },
	{ "没有规则可制作目标'", "No rule to make target '" },
	{ "没有规则可以创建目标'", "No rule to make target '" },
	{ "Brak reguł do wykonania obiektu '", "No rule to make target '" },
	/* the compilers' */
	{ "schwerwiegender Fehler:", "fatal error:" }, { "erreur fatale :", "fatal error:" },
	{ "erreur fatale:", "fatal error:" }, { "error fatal:", "fatal error:" },
	{ "errore irreversibile:", "fatal error:" }, { "erro fatal:", "fatal error:" },
	{ "фатальная ошибка:", "fatal error:" }, { "致命错误: ", "fatal error: " },
	{ "致命的エラー: ", "fatal error: " },
	{ "Fehler:", "error:" }, { "erreur :", "error:" }, { "erreur:", "error:" },
	{ "errore:", "error:" }, { "erro:", "error:" }, { "ошибка:", "error:" },
	{ "помилка:", "error:" }, { "错误: ", "error: " }, { "錯誤: ", "error: " },
	{ "エラー: ", "error: " }, { "błąd:", "error:" }, { "hata:", "error:" },
	{ "Warnung:", "warning:" }, { "attention :", "warning:" }, { "attention:", "warning:" },
	{ "aviso:", "warning:" }, { "attenzione:", "warning:" },
	{ "предупреждение:", "warning:" }, { "警告: ", "warning: " },
	{ "uyarı:", "warning:" }, { "ostrzeżenie:", "warning:" },
	{ "Anmerkung:", "note:" }, { "note :", "note:" }, { "nota:", "note:" },
	{ "замечание:", "note:" }, { "附注: ", "note: " }, { "備考: ", "note: " },
	{ "备注: ", "note: " },
	{ "Implizite Deklaration der Funktion", "implicit declaration of function" },
	{ "déclaration implicite de la fonction", "implicit declaration of function" },
	{ "declaración implícita de la función", "implicit declaration of function" },
	{ "declaração implícita da função", "implicit declaration of function" },
	{ "неявная декларация функции", "implicit declaration of function" },
	{ "隐式声明函数", "implicit declaration of function " },
	{ "隐含声明函数", "implicit declaration of function " },
};

/* Behind the escape sequence of a terminal that the text begins with, if any. */
static const char *behind_escape(const char *text)
{
	if (text[0] != '\033' || text[1] != '[')
		return text;
	text += 2;
	text += strspn(text, "0123456789;?");
	return *text ? text + 1 : text;
}

/* The words of a table by their first byte: 1 + the first, 1 + the next. */
struct by_byte {
	bool ready;
	unsigned char head[256], next[255];
};

static void sort_words(struct by_byte *order, const struct word *table, size_t count)
{
	for (size_t i = count; i-- > 0;) {
		unsigned char byte = table[i].from[0];

		order->next[i] = order->head[byte];
		order->head[byte] = i + 1;
	}
	order->ready = true;
}

/*
 * replace() - copy the line with all words of a table replaced, in one pass:
 * of the words that begin at a place the first in the table counts. Returns
 * whether there was one.
 */
static bool replace(const struct word *table, size_t count, struct by_byte *order,
		    const char *line, char out[LINE_LIMIT + 1])
{
	size_t length = 0;
	bool any = false;

	if (!order->ready)
		sort_words(order, table, count);
	while (*line && length < LINE_LIMIT - 64) {
		size_t i = order->head[(unsigned char)*line];

		while (i && !begins(line, table[i - 1].from))
			i = order->next[i - 1];
		if (!i) {
			out[length++] = *line++;
			continue;
		}
		length += sprintf(out + length, "%s", table[i - 1].to);
		line += strlen(table[i - 1].from);
		any = true;
	}
	out[length] = '\0';
	return any;
}

/*
 * plain_form() - the line with one kind of quote and the words above in
 * English, without colours. Returns whether it was in another language.
 */
bool plain_form(const char *line, char out[LINE_LIMIT + 1])
{
	static char bare[LINE_LIMIT + 1], marked[LINE_LIMIT + 1];
	static struct by_byte marks_order, words_order;
	bool foreign = false;
	size_t length = 0;

	while (*line && length < LINE_LIMIT) {
		const char *next = behind_escape(line);

		if (next == line)
			bare[length++] = *next++;
		line = next;
	}
	bare[length] = '\0';
	replace(marks, ARRAY_SIZE(marks), &marks_order, bare, marked);
	for (const char *at = marked; *at && !foreign; at++)
		foreign = (unsigned char)*at >= 0xc0;
	foreign |= replace(words, ARRAY_SIZE(words), &words_order, marked, out);
	length = strlen(out);
	while (length && (out[length - 1] == '\r' || out[length - 1] == ' '))
		length--;
	out[length] = '\0';
	return foreign;
}

package desk

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// maxBytes bounds what is read as one brief.
const maxBytes = 64 << 20

// errBinary says that bytes are no text.
var errBinary = errors.New("it is not a text: save it as plain text or Markdown first")

// decode makes text of what came in: UTF-8 with LF line ends and no byte order
// mark. notice says what could not be kept as it was, or "".
func decode(raw string) (text, notice string, err error) {
	text, notice, err = unicodeOf(raw)
	if err != nil {
		return "", "", err
	}
	if strings.ContainsRune(text, '\r') {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return text, notice, nil
}

// unicodeOf is raw as UTF-8. A byte order mark says what it is; without one it
// is UTF-8, in which what is invalid becomes U+FFFD.
func unicodeOf(raw string) (text, notice string, err error) {
	switch {
	case strings.HasPrefix(raw, "\xef\xbb\xbf"):
		raw = raw[3:]
	case strings.HasPrefix(raw, "\xfe\xff"), strings.HasPrefix(raw, "\xff\xfe"):
		out, err := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().String(raw)
		if err != nil {
			return "", "", fmt.Errorf("it cannot be read as UTF-16 (%w): save it as UTF-8", err)
		}
		return out, "", nil
	}
	if binary(raw) {
		return "", "", errBinary
	}
	if utf8.ValidString(raw) {
		return raw, "", nil
	}
	bad := countInvalid(raw)
	return strings.ToValidUTF8(raw, "\uFFFD"),
		fmt.Sprintf("%s not UTF-8: shown as \uFFFD; save the file as UTF-8 to see all of it", plural(bad, "byte is", "bytes are")), nil
}

// magics are the first bytes of common files that are no texts, from the file
// formats' own specifications.
func magics() []string {
	return []string{
		"\x89PNG\r\n", "\xff\xd8\xff", "GIF87a", "GIF89a", "PK\x03\x04", "PK\x05\x06", "%PDF-", "\x7fELF",
		"\x1f\x8b", "BZh", "\xfd7zXZ", "7z\xbc\xaf", "\x28\xb5\x2f\xfd", "\xd0\xcf\x11\xe0", "MZ\x90", "\xca\xfe\xba\xbe",
		"\xcf\xfa\xed\xfe", "SQLite format 3\x00", "RIFF", "OggS", "ID3", "\x00\x00\x01\x00", "Rar!", "wOFF", "wOF2",
	}
}

// sniffed is how much of a file is looked at to tell whether it is a text.
const sniffed = 64 << 10

// binary reports whether raw is no text: it begins as a known kind of file, or
// more than a tenth of it is NUL, or three tenths are bytes that stand in no
// text. A text with a few such bytes stays a text.
func binary(raw string) bool {
	for _, magic := range magics() {
		if strings.HasPrefix(raw, magic) && !asText(raw, magic) {
			return true
		}
	}
	head := raw[:min(len(raw), sniffed)]
	nul := strings.Count(head, "\x00")
	odd := countInvalid(head)
	for _, b := range []byte(head) {
		if b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != '\v' && b != 0x1b || b == 0x7f {
			odd++
		}
	}
	return nul*10 > len(head) && nul > 8 || odd*10 > 3*len(head) && odd > 8
}

// asText reports whether a magic made of letters only (a text may begin with
// "RIFF") is followed by valid text.
func asText(raw, magic string) bool {
	for _, b := range []byte(magic) {
		if b < 0x20 || b >= 0x7f {
			return false
		}
	}
	if magic == "%PDF-" {
		return false
	}
	head := raw[:min(len(raw), 512)]
	return strings.IndexByte(head, 0) < 0 && countInvalid(head) <= 3
}

// countInvalid is the number of bytes of raw that are no part of valid UTF-8.
func countInvalid(raw string) int {
	n := 0
	for len(raw) > 0 {
		r, size := utf8.DecodeRuneInString(raw)
		if r == utf8.RuneError && size == 1 {
			n++
		}
		raw = raw[size:]
	}
	return n
}

package share

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"obelus/model"
)

// Write is the file of h with states, always the same bytes for the same: the
// header, then a line for each mark in the order of the ids. An id that is a
// UUIDv7 begins with its time, so a new mark is mostly a line at the end.
func Write(h Header, states States) ([]byte, error) {
	var b bytes.Buffer
	enc := encoder(&b)
	put(enc, h.record())
	for _, id := range slices.Sorted(maps.Keys(states)) {
		put(enc, recordOf(states[id]))
	}
	if b.Len() > MaxFile {
		return nil, ErrTooLarge
	}
	return b.Bytes(), nil
}

// Check says why a state could not be read again from a file.
func Check(s State) error {
	text := line(s)
	if len(text) > MaxLine {
		return fmt.Errorf("it takes more than %d MB", MaxLine>>20)
	}
	var r record
	if err := decode(bytes.TrimSpace(text), &r); err != nil {
		return err
	}
	_, err := r.state()
	return err
}

// SameText reports whether two files say the same, but for how their lines end:
// a checkout on Windows can end them in its own way.
func SameText(a, b []byte) bool {
	return bytes.Equal(a, b) || bytes.Equal(bytes.ReplaceAll(a, []byte("\r\n"), []byte("\n")), bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")))
}

// Ending is how the name of a file of marks ends.
const Ending = ".jsonl"

// Folder is the name of an analyst's folder, and FileOf that of the file of a
// brief: no two names become one, on file systems either that do not tell
// capitals from small letters or that spell accents their own way.
func Folder(a model.Analyst) string { return safe(string(a)) }

// FileOf is the name of the file of a brief in an analyst's folder.
func FileOf(id model.BriefID) string { return safe(string(id)) + Ending }

// longestName is how many letters a name has that is taken as it is.
const longestName = 40

// safe is a name that every file system takes and none confuses with another:
// small letters, digits and hyphens stay as they are, any other name gets what
// is left of it so, with an underscore and the beginning of its hash.
func safe(name string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-':
			return r
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		case r < 0x80:
			return '-'
		}
		return -1
	}, name)
	if plain == name && name != "" && name[0] != '-' && len(name) <= longestName && !isDevice(name) {
		return name
	}
	plain = strings.Trim(plain[:min(len(plain), longestName)], "-")
	return cmp.Or(plain, "x") + "_" + string(model.HashOf(name)[:16])
}

// isDevice reports whether Windows takes name for a device of its own.
func isDevice(name string) bool {
	if slices.Contains([]string{"con", "prn", "aux", "nul"}, name) {
		return true
	}
	digit, ok := strings.CutPrefix(name, "com")
	if !ok {
		digit, ok = strings.CutPrefix(name, "lpt")
	}
	return ok && len(digit) == 1 && digit[0] >= '0' && digit[0] <= '9'
}

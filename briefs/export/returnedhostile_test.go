package export_test

import (
	"fmt"
	"hash/crc32"
	"strings"
	"testing"

	"obelus/briefs/export"
)

// forged is an annotated brief whose text and footnotes are what somebody made
// up.
func forged(text, footnotes string) string {
	return `<!-- obelus:brief {"v":1,"id":"0123456789ab","sha256":"x","front":0,"bytes":3} -->` + "\n\n" + text + "\n\n<!-- obelus:end -->\n\n" + footnotes
}

// forgedNote is a footnote whose record says that the mark's letter stands at
// the text's beginning.
func forgedNote(id string, tokens int) string {
	data := fmt.Sprintf(`{"id":%q,"span":{"start":1,"end":2},"at":[%s],"created":"2026-01-01T00:00:00Z","updated":"2026-01-01T00:00:00Z"}`,
		id, strings.Repeat(`[0," **S**[^s1]"],`, tokens-1)+`[0," **S**[^s1]"]`)
	return fmt.Sprintf("[^s1]: **s1** sourced <!-- obelus:mark %s %08x -->\n", data, crc32.ChecksumIEEE([]byte(data)))
}

// TestReadBackOfWhatIsMadeUp reads files of which every line costs time in the
// number of all others, where anything does: none of them would end then.
func TestReadBackOfWhatIsMadeUp(t *testing.T) {
	const many = 400_000
	lines := strings.Repeat("and on\n", many)
	letters := strings.Repeat("x **S**[^s1] ", many/20)
	for _, tt := range []struct {
		name, file string
		marks      int
	}{
		{"a footnote of many lines", forged("abc", "[^s1]: **s1** sourced\n"+lines), 0},
		{"a reference of many lines", forged("abc", "[^s1]: **s1** sourced\n- Title\n"+lines), 0},
		{"many heads", forged("abc", "") + strings.Repeat("<!-- obelus:brief ", many), 0},
		{"many heads before", strings.Repeat("<!-- obelus:brief ", many) + "\n" + forged("abc", ""), 0},
		{"many ends", forged("abc"+strings.Repeat("<!-- obelus:end -->", many), ""), 0},
		{"many letters of one mark", forged(letters, forgedNote("a", many/20)), 1},
		{"many marks of one letter", forged(letters, strings.Repeat(forgedNote("a", 1), many/20)), 1},
	} {
		back, err := export.ReadBack(tt.file)
		if err != nil || len(back.Marks) != tt.marks {
			t.Errorf("%s: %d marks came back (%v), want %d", tt.name, len(back.Marks), err, tt.marks)
		}
		if _, ok := export.IsAnnotated(tt.file); !ok {
			t.Errorf("%s is no annotated brief", tt.name)
		}
	}
}

package text

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

// wrap fills text greedily to a measure, as an editor does.
func wrap(text string, measure int) string {
	var b strings.Builder
	column := 0
	for _, word := range strings.Fields(text) {
		w := displaywidth.String(word)
		switch {
		case column == 0:
		case column+1+w > measure:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += w
	}
	return b.String()
}

// wrapLetters breaks text of a script without spaces every so many letters.
func wrapLetters(text string, letters int) string {
	var b strings.Builder
	for i, r := range []rune(text) {
		if i > 0 && i%letters == 0 {
			b.WriteByte('\n')
		}
		b.WriteRune(r)
	}
	return b.String()
}

const (
	english  = "The harbour office said on Tuesday that it would no longer vouch for the old pier. Engineers have found rot in eleven of its forty piles, and the company has stopped the night service between the islands. It hopes to be back by spring, though nobody there would name a date. Pilots say privately that the piles were known to be bad for years."
	german   = "Das Hafenamt teilte am Dienstag mit, es könne für den alten Anleger nicht länger bürgen. Gutachter fanden in elf von vierzig Pfählen Fäulnis, weshalb die Reederei den Nachtverkehr zwischen den Inseln einstellte. Sie hofft, im Frühjahr wieder zu fahren; einen Termin wollte niemand nennen, auch nicht die Schifffahrtsverwaltung."
	russian  = "Портовая служба сообщила во вторник, что больше не ручается за старый причал. Инженеры нашли гниль в одиннадцати из сорока свай, и компания отменила ночной рейс между островами. Она надеется возобновить его весной, но точной даты никто не назвал."
	japanese = "港湾事務所は火曜日、古い桟橋の安全をもう保証できないと発表した。技術者が四十本の杭のうち十一本に腐食を見つけ、運航会社は両島を結ぶ夜間便を取りやめた。春には再開したいとしているが、日付を挙げる者はいなかった。"
)

func TestWrapped(t *testing.T) {
	tests := []struct {
		name, text string
		want       bool
	}{
		{"English at 72", wrap(english, 72), true},
		{"English at 60, in two paragraphs", wrap(english, 60) + "\n\n" + wrap(english, 60), true},
		{"German at 66", wrap(german, 66), true},
		{"Russian at 70", wrap(russian, 70), true},
		{"Japanese at 20 letters", wrapLetters(japanese, 20), true},
		{"wrapped, with a long address in it", wrap(english, 72) + "\n\nhttps://harbour.example/" + strings.Repeat("a", 120) + "\n\n" + wrap(german, 72), true},
		{"wrapped, with CR LF", strings.ReplaceAll(wrap(english, 72), "\n", "\r\n"), true},
		{"a line a paragraph", english + "\n" + german + "\n" + english + "\n" + russian, false},
		{"a blank line between paragraphs", english + "\n\n" + german + "\n\n" + russian, false},
		{"a list of teasers among paragraphs", english + "\n\nMore in Transport\nA new pier for the north, at last\nWho pays for the ferries?\nStorran's mayor steps down\n\n" + german, false},
		{"a short list", "milk\nbread\ntwo lamps\nrope", false},
		{"verse", "The pier is closed, the boat is gone,\nthe lamp is out.\nWho waits upon\nthe further shore will wait till dawn\nand not be heard, though he should shout,\nalone.", false},
		{"a line a sentence", "The pier is closed.\nEngineers have found rot in eleven of its forty piles, which is a good deal more than anybody had feared.\nNobody was hurt.\nThe company has stopped the night service between both islands until the spring at least.\nPilots knew.", false},
		{"two lines are no evidence", "The pier is closed until the spring and the\nboat is laid up.", false},
		{"columns", "Pier 1      open      4 m      concrete\nPier 2      open      6 m      concrete\nPier 3      open      5 m      concrete\nPier 4      shut      5 m      wood\nPier 5      open      7 m      concrete", false},
		{"nothing", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Wrapped(tt.text); got != tt.want {
				t.Errorf("Wrapped = %v, want %v; measure %d of\n%s", got, tt.want, planOf(tt.text).measure, tt.text)
			}
		})
	}
}

func TestParagraphs(t *testing.T) {
	body := wrap(english, 64)
	tests := []struct {
		name, text string
		want       []string // each paragraph's first word
	}{
		{"each line is one where nothing is wrapped", "One is here\nTwo is here\nThree is here", []string{"One", "Two", "Three"}},
		{"a blank line ends one", body + "\n\n" + wrap(german, 64), []string{"The", "Das"}},
		{"a short line ends one", body + "\n" + wrap(german, 64), []string{"The", "Das"}},
		{"so does an indented first line", indentFirst(body) + "\n" + indentFirst(wrap(german, 64)), []string{"The", "Das"}},
		{"items of a list", body + "\n\n- first\n- second\n- third, which is long enough to be wrapped once, and is\n  wrapped, with a hanging indent\n- fourth", []string{"The", "-", "-", "-", "-"}},
		{"lines of an address", body + "\n\nHarbour office\n4 Pier Road\nStorran", []string{"The", "Harbour", "4", "Storran"}},
		{"rows in columns", body + "\n\nPier 1      open\nPier 2      open\nPier 3      shut", []string{"The", "Pier", "Pier", "Pier"}},
		{"Japanese goes on without a space", wrapLetters(japanese, 20), []string{japanese}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for p := range planOf(tt.text).paragraphs(linesOf(tt.text)) {
				got = append(got, p.joined(" "))
			}
			if len(got) != len(tt.want) {
				t.Fatalf("%d paragraphs, want %d:\n%+v", len(got), len(tt.want), got)
			}
			for i, p := range got {
				if word, _, _ := strings.Cut(p, " "); word != tt.want[i] {
					t.Errorf("paragraph %d begins with %q, want %q", i, word, tt.want[i])
				}
			}
		})
	}
}

func indentFirst(text string) string { return "    " + text }

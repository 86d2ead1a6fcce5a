package tui

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"obelus/model"
)

// played is one stretch of a careful analyst's keys.
type played struct{ keys, why string }

// TestDeskBriefInFortyKeys marks the whole desk brief as a careful analyst
// would: every unit, two of them split, with who says it. Every press counts,
// digits and those in forms too.
func TestDeskBriefInFortyKeys(t *testing.T) {
	text, err := os.ReadFile("../../../shared/corpus/briefs/desk/iran-russia-mali.txt")
	if err != nil {
		t.Skip("the corpus is not beside the repository: no desk brief to mark")
	}
	w := newWorld(t, "iran-russia-mali.txt", string(text))
	d := w.read("ada", 80, 24)
	presses := 0
	for _, p := range []played{
		{"o", "1: what both aim to do is judgement; the headline is passed over"},
		{"A ctrl+s", "3: the photo was released by the French army"},
		{"- -", "4, 5: facts, and no source"},
		{"o", "6: an opportunity is judgement"},
		{"v 4 ; o A ctrl+s", "7: judgement, and what Russia has pledged"},
		{"-", "8"},
		{"a", "9: reportedly, and nobody is named"},
		{"A ctrl+s", "10: Pyotr Ilichov stated"},
		{".", "11: he said: the same speaker again"},
		{"o", "12: that the visit confirms it is judgement"},
		{"v 3 ; - o", "13: what Tehran does, and for what"},
		{"A ctrl+s", "14: analysts suggest"},
		{"o -", "15: a forecast; 16: deliveries without a source"},
		{"1 1 #", "17 to 27: teasers and credits"},
	} {
		presses += len(strings.Fields(p.keys))
		d.press(p.keys)
	}
	t.Logf("%d presses", presses)
	if presses > 40 {
		t.Errorf("it took %d presses, want 40 at most", presses)
	}
	d.shows("100 % marked, 0 unread")
	var got []string
	for _, m := range w.kept(t) {
		unit := d.app.reader.units.numberAt(m.Span.Start)
		got = append(got, fmt.Sprintf("%d %s %s", unit, m.Tag.Letter(), m.Details.Speaker))
	}
	want := []string{
		"1 o ", "3 a the French army", "4 u ", "5 u ", "6 o ", "7 o ", "7 a Russia", "8 u ", "9 a ", "10 a Pyotr Ilichov", "11 a Pyotr Ilichov",
		"12 o ", "13 u ", "13 o ", "14 a analysts", "15 o ", "16 u ",
	}
	for n := 17; n <= 27; n++ {
		want = append(want, fmt.Sprintf("%d n ", n))
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Errorf("the marks are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			break
		}
	}
	if d.app.reader.progress.Unread() != 0 || len(d.app.reader.units.all) != 27 {
		t.Errorf("%d of %d units are unread", d.app.reader.progress.Unread(), len(d.app.reader.units.all))
	}
	if !strings.Contains(strings.Join(w.marks(), "\n"), string(model.Attributed)+": as Russia has pledged") {
		t.Errorf("unit 7 is not split before the pledge: %q", w.marks())
	}
}

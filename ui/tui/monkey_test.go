package tui

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAnyKeys presses keys of every mode at random, and resizes: nothing
// panics, no row leaves the screen, and in the end the store holds exactly the
// marks that are shown.
func TestAnyKeys(t *testing.T) {
	t.Setenv("VISUAL", "") // e says that there is no editor
	t.Setenv("EDITOR", "")
	var keys []string
	for _, b := range Keys() {
		for _, key := range b.Keys {
			switch key {
			case "q", "E", "f1", "ctrl+s", "ctrl+n", "delete", "alt+enter", "shift+enter": // leave, write files, or no key of the driver's
			default:
				keys = append(keys, key)
			}
		}
	}
	for _, key := range []string{"j", "v", ";", "a", "o", "-", "2", "u", "x", "w"} { // more of what changes marks
		keys = append(keys, key, key, key)
	}
	for seed := range uint64(6) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		w := newWorld(t, "harbour.md", harbour)
		d := w.read("ada", 80, 24)
		for i := range 400 {
			key := keys[rnd.IntN(len(keys))]
			if d.app.top().kind() == ModePrompt && rnd.IntN(3) == 0 {
				key = "esc"
			}
			d.press(key)
			if i%50 == 49 {
				d.resize(20+rnd.IntN(120), 5+rnd.IntN(40))
				d.screen()
			}
			if d.quit { // by :q or :x
				break
			}
		}
		var shown []string
		for _, m := range d.app.reader.marks.all {
			shown = append(shown, string(m.Tag)+": "+d.app.reader.opened.Doc.VisibleOf(m.Span))
		}
		if diff := cmp.Diff(w.marks(), shown); diff != "" {
			t.Errorf("seed %d: what the screen shows (+) is not what the store holds (-):\n%s", seed, diff)
		}
	}
}

package tui

import "testing"

// The palette says why a command cannot run now, and does not run it.
func TestPaletteReasons(t *testing.T) {
	for _, size := range sizes {
		d := newWorld(t, "harbour.md", harbour).read("ada", size.w, size.h)
		d.press(":").write("remove").shows("remove mark", "no mark here").press("enter").shows("remove mark: no mark here")
		d.press(":").write("next mark").shows("no marks yet").press("esc")
		d.press(":").write("footn").shows("no footnote is cited here").press("esc")
		d.press(":").write("back").shows("no earlier place").press("esc")
		d.press("3 G a k :").write("remove").lacks("no mark here").press("enter").shows("removed attributed")
		for _, b := range Keys() {
			if b.Mode == ModeReader && b.Command {
				d.press(":").write(string(b.Action)).shows(string(b.Action)).press("esc")
			}
		}
	}
}

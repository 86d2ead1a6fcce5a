package tui

import "obelus/ui/page"

// sideStep is how far one key press moves a wide table sideways: a quarter of
// the page.
func (f frame) sideStep() int { return max(1, f.measure/4) }

// sideways moves wide tables on the screen n steps to the right (left, for
// negative n), and says whether there was anything to move.
func (r *reader) sideways(n int) bool {
	before := r.shift
	r.shift = min(max(0, r.shift+n*r.frame.sideStep()), r.widest())
	r.loose = true // until the cursor moves it need not be in view
	return r.shift != before
}

// widest is how far the rows on the screen can be moved sideways; 0 where all
// fit.
func (r *reader) widest() int {
	widest := 0
	r.eachRow(func(_ int, _ page.Pos, row page.Row) {
		widest = max(widest, r.page.WidestShift([]page.Row{row}))
	})
	return widest
}

// straighten moves the page back as far as nothing on the screen is wider.
// Stand-ins say nothing of how wide their rows will be.
func (r *reader) straighten() {
	if r.shift == 0 {
		return
	}
	if here, _ := r.unready(); len(here) == 0 {
		r.shift = min(r.shift, r.widest())
	}
}

// column is the column of row that shows at column col of the page.
func (r *reader) column(row page.Row, col int) int {
	if wide := r.page.Wide(row); wide > 0 {
		return col + min(r.shift, wide-r.page.Width())
	}
	return col
}

// sideways moves wide tables, or says that there are none.
func (a *app) sideways(n int) {
	switch {
	case a.reader.sideways(n):
	case a.reader.widest() == 0:
		a.say("no table here is wider than the page")
	case n > 0:
		a.say("the right end of the table")
	default:
		a.say("the left end of the table")
	}
}

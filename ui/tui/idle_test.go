package tui

import (
	"testing"
	"time"
)

// stamping is a desk whose store is written to after so many looks.
type stamping struct {
	worker
	looks, until int
}

func (s *stamping) Stamp() (string, error) {
	s.looks++
	if s.looks > s.until {
		return "later", nil
	}
	return "now", nil
}

// While nobody writes to the store nothing is told to the program, so nothing is
// drawn; what waits to be tried again is told of with the next look.
func TestIdleTellsNothing(t *testing.T) {
	d := newWorld(t, "harbour.md", harbour).read("ada", 80, 24)
	desk := &stamping{worker: d.app.desk, until: 20}
	d.app.desk, d.app.every, d.app.stamp = desk, time.Microsecond, "now"
	if msg := d.app.tick()(); msg != (ticked{stamp: "later"}) || desk.looks != 21 {
		t.Errorf("after %d looks it told %+v, want a word after 21", desk.looks, msg)
	}
	desk.looks, d.app.stamp = 0, "now"
	d.app.restless.Store(true)
	if msg := d.app.tick()(); msg != (ticked{stamp: "now"}) || desk.looks != 1 {
		t.Errorf("with something to try again it told %+v after %d looks", msg, desk.looks)
	}
}

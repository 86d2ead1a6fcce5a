package main

import (
	"context"
	"errors"
	"time"
)

// sittings are what whole sittings with one brief came to, one value a sitting
// but for the keys. Times from the start are from just before it.
type sittings struct {
	painted  []time.Duration // from the start: the first frame
	complete []time.Duration // from the start: the text that then stays as it is
	counted  []time.Duration // from the start: units and marks in the status line
	keys     []time.Duration // a press to the last of what is drawn after it
	pages    []time.Duration // the same of pages down, and up again
	emptyKey []time.Duration // the same in the empty program
	end      []time.Duration // G to the last words
	back     []time.Duration // g to the first
	found    []time.Duration // enter to the match on the screen, the index ready
	tallied  []time.Duration // enter to how many there are
	marked   []time.Duration // a to the mark's count, at the end
	atOnce   []time.Duration // from the start: a search typed at the first frame is answered
	held     []int64         // bytes resident after end, back and search
	peak     []int64         // the most until then
}

// quiet is how long a program writes nothing when it has drawn all it had to:
// three frames.
const quiet = 50 * time.Millisecond

// nothing is how long a key that changes nothing is given to do so.
const nothing = 2 * time.Second

// sit does the sittings.
func sit(ctx context.Context, reader, empty program, b brief, o options) (*sittings, error) {
	var s sittings
	for range o.sessions {
		err := errors.Join(s.search(ctx, reader, b, o), s.read(ctx, reader, b, o), s.idle(ctx, empty, b, o))
		if err != nil {
			return nil, err
		}
	}
	return &s, nil
}

// read is a sitting with keys, the end and back, and a search.
func (s *sittings) read(ctx context.Context, reader program, b brief, o options) error {
	t, done, err := reader.open(ctx, b, o)
	if err != nil {
		return err
	}
	defer done()
	c, err := t.until("the first frame", func(s screen) bool { return reader.painted(s, b) })
	if err != nil {
		return err
	}
	s.painted = append(s.painted, c.at.Sub(t.began))
	if c, err = t.until("the counts", screen.counted); err != nil {
		return err
	}
	s.complete = append(s.complete, max(s.painted[len(s.painted)-1], t.moved.Sub(t.began)))
	s.counted = append(s.counted, c.at.Sub(t.began))
	if s.keys, err = pressed(t, "j", o.keys, s.keys); err != nil {
		return err
	}
	for _, key := range []string{" ", "b"} {
		if s.pages, err = pressed(t, key, o.keys/2, s.pages); err != nil {
			return err
		}
	}
	if err := s.jump(t, b); err != nil {
		return err
	}
	if err := s.find(t); err != nil {
		return err
	}
	m, err := memoryOf(t.cmd.Process.Pid)
	if err != nil && !errors.Is(err, errNoProc) {
		return err
	}
	s.held, s.peak = append(s.held, m.resident), append(s.peak, m.peak)
	took, err := t.after("a", "the mark", screen.attributed)
	if err != nil {
		return err
	}
	s.marked = append(s.marked, took)
	return t.leave("q")
}

// jump goes to the end and back.
func (s *sittings) jump(t *terminal, b brief) error {
	took, err := t.after("G", "the end of the brief", func(s screen) bool { return s.text().has(rare) })
	if err != nil {
		return err
	}
	s.end = append(s.end, took)
	if _, err := t.settle(quiet); err != nil {
		return err
	}
	took, err = t.after("g", "the beginning of the brief", func(s screen) bool { return s.atBeginning() && s.text().has(b.first...) })
	s.back = append(s.back, took)
	return err
}

// find looks for the rare word from the beginning of the brief, and goes back.
func (s *sittings) find(t *terminal) error {
	for _, keys := range []string{"/", rare} {
		if _, err := t.settle(quiet); err != nil {
			return err
		}
		if _, err := t.press(keys); err != nil {
			return err
		}
	}
	if _, err := t.until("the words to be searched for", func(s screen) bool { return s[len(s)-1:].has(rare) }); err != nil {
		return err
	}
	at, err := t.press("\r")
	if err != nil {
		return err
	}
	c, err := t.until("the match", func(s screen) bool { return s.text().has(rare) })
	if err != nil {
		return err
	}
	s.found = append(s.found, c.at.Sub(at))
	c, err = t.until("the number of matches", func(s screen) bool { return s.matched(rare) })
	if err != nil {
		return err
	}
	s.tallied = append(s.tallied, c.at.Sub(at))
	_, err = t.settle(quiet)
	return err
}

// search is a sitting in which the search is typed when the first frame is
// there: it is answered when the index is ready.
func (s *sittings) search(ctx context.Context, reader program, b brief, o options) error {
	t, done, err := reader.open(ctx, b, o)
	if err != nil {
		return err
	}
	defer done()
	if _, err := t.until("the first frame", func(s screen) bool { return reader.painted(s, b) }); err != nil {
		return err
	}
	if _, err := t.press("/" + rare + "\r"); err != nil {
		return err
	}
	c, err := t.until("the match of a search at once", func(s screen) bool { return s.matched(rare) && s.text().has(rare) })
	s.atOnce = append(s.atOnce, c.at.Sub(t.began))
	return err
}

// idle is the same keys in the empty program.
func (s *sittings) idle(ctx context.Context, empty program, b brief, o options) error {
	t, done, err := empty.open(ctx, b, o)
	if err != nil {
		return err
	}
	defer done()
	if _, err := t.until("the empty program's line", func(s screen) bool { return empty.painted(s, b) }); err != nil {
		return err
	}
	if s.emptyKey, err = pressed(t, "j", o.keys, s.emptyKey); err != nil {
		return err
	}
	return t.leave("q")
}

// pressed presses a key so many times, and appends to times how long it took
// each time until the last of what was drawn after it was read. It ends where a
// press changes nothing: at an end of the brief.
func pressed(t *terminal, key string, presses int, times []time.Duration) ([]time.Duration, error) {
	if _, err := t.settle(quiet); err != nil {
		return nil, err
	}
	for range presses {
		at, err := t.press(key)
		if err != nil {
			return nil, err
		}
		drawn, err := t.next(nothing)
		if err != nil {
			return nil, err
		}
		if !drawn {
			break
		}
		last, err := t.settle(quiet)
		if err != nil {
			return nil, err
		}
		times = append(times, last.Sub(at))
	}
	return times, nil
}

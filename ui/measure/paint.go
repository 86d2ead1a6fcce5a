package main

import (
	"context"
	"fmt"
	"time"
)

// A painting is what the first paints of one program came to.
type painting struct {
	program string
	times   []time.Duration // from just before it was started
	held    []int64         // bytes resident then
}

// Bounds of a first paint: as many times that of the empty program, or as much
// more, whichever is larger.
const (
	mostTimes = 1.3
	mostMore  = 15 * time.Millisecond
)

// allowed is the longest that a first paint may take beside the empty
// program's.
func allowed(empty time.Duration) time.Duration {
	return max(time.Duration(mostTimes*float64(empty)), empty+mostMore)
}

// paintings starts each of programs in turn, runs times, and each once before
// that, which is not counted: the files are in the system's cache then.
func paintings(ctx context.Context, programs []program, b brief, o options) ([]painting, error) {
	all := make([]painting, len(programs))
	for i, p := range programs {
		all[i].program = p.name
	}
	for run := -1; run < o.runs; run++ {
		for n := range programs {
			i := (n + max(run, 0)) % len(programs) // who is first changes
			c, took, err := paint(ctx, programs[i], b, o)
			if err != nil {
				return nil, err
			}
			if run >= 0 {
				all[i].times = append(all[i].times, took)
				all[i].held = append(all[i].held, c.held.resident)
			}
		}
	}
	return all, nil
}

// paint starts p once, and ends it as soon as its first frame is whole.
func paint(ctx context.Context, p program, b brief, o options) (chunk, time.Duration, error) {
	t, done, err := p.open(ctx, b, o)
	if err != nil {
		return chunk{}, 0, err
	}
	defer done()
	c, err := t.until("the first frame of "+p.name, func(s screen) bool { return p.painted(s, b) })
	return c, c.at.Sub(t.began), err
}

// open starts p with b in a terminal.
func (p program) open(ctx context.Context, b brief, o options) (t *terminal, done func(), err error) {
	cmd, tidy, err := p.command(ctx, b)
	if err != nil {
		return nil, nil, err
	}
	t, err = start(ctx, cmd, o)
	if err != nil {
		tidy()
		return nil, nil, fmt.Errorf("%s: %w", b.text, err)
	}
	return t, func() { t.close(); tidy() }, nil
}

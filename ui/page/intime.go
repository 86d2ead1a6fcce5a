package page

import (
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"obelus/briefs/markdown"
)

// defaultShare is how long laying out a page block may take: a hundred times
// what an ordinary one does. chroma's lexers, which match regular expressions
// that step back, are what may need longer: chroma gives each of a lexer's rules
// a quarter of a second at each place in the code, takes one whose time ran out
// for one that does not match there, and tries the next. So each match is
// bounded, and the whole is not.
const defaultShare = time.Second

// maxStuck is how many workers that were given up may run on. Go cannot end
// them, and each may keep a processor busy; but were it only one, a single
// stuck block would cost the others their looks.
const maxStuck = 4

// Why a block is shown plainly.
var (
	errTooSlow = errors.New("rendering took too long")
	errBusy    = errors.New("too many blocks take too long to render")
)

// Share sets how long a page block may take to be laid out, a second otherwise.
// One that takes longer is shown as plainly wrapped text.
func Share(d time.Duration) Option { return func(p *Page) { p.share = d } }

// States of a worker.
const (
	running int32 = iota
	finished
	givenUp
)

// inTime renders a piece in a worker and waits for it as long as its share is.
func (p *Page) inTime(pc piece, b *markdown.Block) (*flow, error) {
	if p.stuck.Load() >= maxStuck {
		return nil, errBusy
	}
	type result struct {
		flow *flow
		err  error
	}
	done := make(chan result, 1)
	var state atomic.Int32
	go func() {
		var r result
		defer func() {
			if why := recover(); why != nil {
				r = result{err: fmt.Errorf("rendering failed: %v", why)}
			}
			done <- r
			if !state.CompareAndSwap(running, finished) {
				p.stuck.Add(-1)
			}
		}()
		r.flow, r.err = p.render(pc, b)
	}()
	timer := time.NewTimer(p.share)
	defer timer.Stop()
	select {
	case r := <-done:
		return r.flow, r.err
	case <-timer.C:
	}
	p.stuck.Add(1)
	if state.CompareAndSwap(running, givenUp) {
		return nil, errTooSlow
	}
	p.stuck.Add(-1)
	r := <-done
	return r.flow, r.err
}

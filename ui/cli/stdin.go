package cli

import (
	"context"
	"io"
	"strings"
)

// interruptible makes reads of r end when ctx does. A read that the operating
// system holds on to is left behind; what it gets is lost.
func interruptible(ctx context.Context, r io.Reader) io.Reader {
	if r == nil {
		return strings.NewReader("")
	}
	return &interruptibleReader{ctx, r}
}

type interruptibleReader struct {
	ctx context.Context
	r   io.Reader
}

type readResult struct {
	n   int
	err error
}

// Read reads into a buffer of its own, since p belongs to the caller again as
// soon as the read was given up.
func (i *interruptibleReader) Read(p []byte) (int, error) {
	buf := make([]byte, len(p))
	done := make(chan readResult, 1)
	go func() {
		n, err := i.r.Read(buf)
		done <- readResult{n, err}
	}()
	select {
	case got := <-done:
		return copy(p, buf[:got.n]), got.err
	case <-i.ctx.Done():
		return 0, i.ctx.Err()
	}
}

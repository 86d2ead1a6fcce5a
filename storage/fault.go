package storage

import (
	"runtime"
	"runtime/debug"
	"strings"
)

// guarded runs do, and makes an error of what a damaged file does to bbolt: a
// fault in mapped memory, which would end the process, and bbolt's own panics.
// Any other panic goes on. abandon gives back what do holds.
func (s *Store) guarded(do func() error, abandon func()) (err error) {
	old := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(old)
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		byBolt := faulted(r) || panickedInBolt()
		abandon()
		if !byBolt {
			panic(r)
		}
		err = s.damaged("its pages do not fit together (%v)", r)
	}()
	return do()
}

// faulted reports whether a panic was a fault in mapped memory: only such
// errors of the runtime have an address.
func faulted(r any) bool {
	_, ok := r.(interface {
		runtime.Error
		Addr() uintptr
	})
	return ok
}

// panickedInBolt reports whether the function that panicked is bbolt's. It is
// called from a deferred function, while the panicking stack still stands.
func panickedInBolt() bool {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	panicking := false
	for {
		f, more := frames.Next()
		switch {
		case strings.HasPrefix(f.Function, "runtime."):
			panicking = panicking || strings.Contains(f.Function, "panic")
		case panicking:
			return strings.HasPrefix(f.Function, "go.etcd.io/bbolt")
		}
		if !more {
			return false
		}
	}
}

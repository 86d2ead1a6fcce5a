package export

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// sideBySide calls do with 0 … n-1, on as many processors as there are, and
// waits for all of them.
func sideBySide(n int, do func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				do(int(i))
			}
		})
	}
	wait.Wait()
}

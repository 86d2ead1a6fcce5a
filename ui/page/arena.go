package page

// An arena gives slices out of one piece of memory, all of which are given up
// together. Its zero value is ready; one that is nil makes each slice anew.
type arena[T any] struct{ chunk []T }

// largestChunk is the most elements that an arena keeps.
const largestChunk = 1 << 15

// take is an empty slice with room for n elements, and no more.
func (a *arena[T]) take(n int) []T {
	if a == nil {
		return make([]T, 0, n)
	}
	at := len(a.chunk)
	if cap(a.chunk)-at < n {
		a.chunk, at = make([]T, 0, max(n, min(2*cap(a.chunk), largestChunk))), 0
	}
	a.chunk = a.chunk[:at+n]
	return a.chunk[at : at : at+n]
}

// reset gives up all slices that were taken.
func (a *arena[T]) reset() { a.chunk = a.chunk[:0] }

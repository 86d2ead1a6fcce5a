package desk

import "context"

// A once is a value that takes long to make: it is made when it is first asked
// for, by one caller while the others wait. Making it can be given up, and is
// then left to whoever asks next.
type once[T any] struct {
	make func(context.Context) (T, error)
	turn chan struct{} // holds one while somebody makes or looks
	made bool
	it   T
}

func newOnce[T any](from func(context.Context) (T, error)) *once[T] {
	return &once[T]{make: from, turn: make(chan struct{}, 1)}
}

// get is the value, which is made now where it is not yet. The error is ctx's,
// or what making it failed with; what is there is given in any case.
func (o *once[T]) get(ctx context.Context) (it T, err error) {
	select {
	case o.turn <- struct{}{}:
	default:
		select {
		case o.turn <- struct{}{}:
		case <-ctx.Done():
			return it, ctx.Err()
		}
	}
	defer func() { <-o.turn }()
	if o.made {
		return o.it, nil
	}
	if it, err = o.make(ctx); err == nil {
		o.it, o.made = it, true
	}
	return it, err
}

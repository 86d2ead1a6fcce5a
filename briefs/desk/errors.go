package desk

import (
	"errors"
	"fmt"

	"obelus/model"
)

// Why undo and redo do nothing.
var (
	ErrEarlier       = errors.New("the newest change is of an earlier sitting")
	ErrNothingToUndo = errors.New("there is nothing to undo")
	ErrNothingToRedo = errors.New("there is nothing to redo")
)

// ErrPartial says that only the beginning of a brief was read (see Glimpse), so
// that it cannot be kept, marked or exported yet.
var ErrPartial = errors.New("the brief is still being opened")

// ErrEarlierText says that a text is an older one of its brief, which is there
// to be looked at: marks are made on the newest.
var ErrEarlierText = errors.New("this is an older text of the brief: marks are made on the newest one")

// ErrOneText says that there is nothing to hold a text against.
var ErrOneText = errors.New("the brief has had no other text yet: there is nothing to hold it against")

// errNothing gives a transaction up in which nothing had to be changed.
var errNothing = errors.New("nothing to change")

// maxCandidates is how many candidates an error lists.
const maxCandidates = 10

// An AmbiguousError says that a reference to a brief or a mark fits several, or
// none. It is fs.ErrNotExist where it fits none.
type AmbiguousError struct {
	Ref        string
	Kind       string // "brief" or "mark"
	Matches    int    // how many it fits; 0 is none
	Hint       string // what to do
	Candidates []string
	cause      error
}

func (e *AmbiguousError) Error() string {
	if e.Matches == 0 {
		return fmt.Sprintf("no %s %q: %s", e.Kind, model.CleanLine(e.Ref), e.Hint)
	}
	return fmt.Sprintf("%q fits %d %ss: %s", model.CleanLine(e.Ref), e.Matches, e.Kind, e.Hint)
}

func (e *AmbiguousError) Unwrap() error { return e.cause }

// A ForeignError says that a mark is another analyst's.
type ForeignError struct{ Mark model.Mark }

func (e *ForeignError) Error() string {
	return fmt.Sprintf("%s is %s's mark: it stays as it is; make your own beside it",
		excerpt(e.Mark.Quote.Text), model.CleanLine(string(e.Mark.Analyst)))
}

// An OrphanError says that the words of a mark were not found, so that there is
// no place to confirm it at.
type OrphanError struct{ Mark model.Mark }

func (e *OrphanError) Error() string {
	return fmt.Sprintf("%s is not in this text: give it a new place (obelus edit MARK --span START:END), or leave it out (obelus confirm --leave MARK)",
		describeMark(e.Mark))
}

// A StaleError says that a mark is not what it was when a difference was listed,
// so that it would not be what somebody settled. It is model.ErrConflict.
type StaleError struct{ Mark model.Mark } // as it was listed

func (e *StaleError) Error() string {
	return fmt.Sprintf("changed or removed meanwhile, look again: %s's mark on %s",
		model.CleanLine(string(e.Mark.Analyst)), excerpt(e.Mark.Quote.Text))
}

// Unwrap gives model.ErrConflict.
func (e *StaleError) Unwrap() error { return model.ErrConflict }

// A ChangedSinceError says why a change cannot be taken back or done again.
type ChangedSinceError struct {
	Change model.Change // the one that was to be taken back or done again
	Since  model.Change // what touched the same thing later; Seq 0 where that is unknown
}

func (e *ChangedSinceError) Error() string {
	by := "since"
	if e.Since.Seq != 0 {
		by = fmt.Sprintf("since, by %s on %s (%s)", model.CleanLine(string(e.Since.Analyst)), day(e.Since.Time), e.Since.Verb)
	}
	return fmt.Sprintf("%s cannot be stepped through: it was changed %s; undo that first", Describe(e.Change), by)
}

func (e *ChangedSinceError) Unwrap() error { return model.ErrConflict }

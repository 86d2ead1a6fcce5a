package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"obelus/briefs/desk"
	"obelus/model"
)

// maxCandidates is how many candidates may follow an error.
const maxCandidates = 10

// candidateCells is how wide a candidate is at most; titles can be long.
const candidateCells = 120

// errQuiet fails a command whose output has said already what is wrong.
var errQuiet = errors.New("failed")

// A usageError is wrong use: the command line, not the world, has to change.
type usageError struct {
	error
}

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// asUsage makes wrong use of an error; nil stays nil.
func asUsage(err error) error {
	if err == nil {
		return nil
	}
	return usageError{err}
}

// A choiceError is an error that lists what the person could have meant.
type choiceError struct {
	error
	candidates []string
}

func (e choiceError) Unwrap() error { return e.error }

// report prints err as one line "obelus: what, and what to do", followed by at
// most maxCandidates candidates.
func report(w io.Writer, err error) {
	switch {
	case errors.Is(err, errQuiet):
		return
	case errors.Is(err, context.Canceled):
		_, _ = fmt.Fprintln(w, "obelus: interrupted, nothing is half done")
		return
	}
	_, _ = fmt.Fprintln(w, "obelus: "+model.CleanLine(plainly(err)))
	for _, c := range candidatesOf(err) {
		_, _ = fmt.Fprintln(w, "  "+ansi.Truncate(oneLine(c), candidateCells, "…"))
	}
}

// candidatesOf is what err lists, at most maxCandidates of it.
func candidatesOf(err error) []string {
	var choice choiceError
	var ambiguous *desk.AmbiguousError
	switch {
	case errors.As(err, &choice):
		return choice.candidates[:min(len(choice.candidates), maxCandidates)]
	case errors.As(err, &ambiguous):
		return ambiguous.Candidates[:min(len(ambiguous.Candidates), maxCandidates)]
	}
	return nil
}

// plainly words an error of the operating system for people: what was tried is
// in Go's text as a system call ("open"), which tells nobody anything.
func plainly(err error) string {
	text := err.Error()
	var path *fs.PathError
	if errors.As(err, &path) {
		text = strings.Replace(text, path.Error(), fmt.Sprintf("%s: %s", path.Path, path.Err), 1)
	}
	return text
}

// statusOf is the exit status that err stands for.
func statusOf(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return statusDone
	case errors.Is(err, context.Canceled):
		return statusInterrupted
	case errors.As(err, &usage):
		return statusWrongUse
	}
	return statusFailed
}

package share

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"obelus/model"
)

// What a file may be at most: far more than a brief has marks, and no more than
// can be held.
const (
	MaxFile     = 64 << 20 // bytes
	MaxLine     = 1 << 20  // bytes
	maxRefusals = 20       // that are listed of one file
)

// A File is what was read of a file of marks.
type File struct {
	Header
	States  States
	Markers int             // lines of a merge that was left in conflict; what they part was read on both sides
	Refused []model.Refusal // what could not be used, by its line
	First   string          // "line 3": the first marker's
}

// Why a file as a whole is refused.
var (
	ErrNoHeader = errors.New("it is no file of marks: its first line does not say so, or it is not all there yet")
	ErrNewer    = errors.New("it is of a newer obelus: bring this one up to date")
	ErrTooLarge = fmt.Errorf("it is larger than %d MB", MaxFile>>20)
)

// Read reads a file of marks. It takes what can be used: a line that is cut off,
// too long, damaged or another analyst's is refused, the markers of a merge in
// conflict are passed by. Only what is no file of marks at all is an error.
func Read(data []byte) (File, error) {
	if len(data) > MaxFile {
		return File{}, ErrTooLarge
	}
	r := &reading{file: File{States: States{}}}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	for n := 1; len(data) > 0; n++ {
		text, rest, whole := bytes.Cut(data, []byte{'\n'})
		data = rest
		text = bytes.TrimRight(text, " \t\r")
		switch {
		case len(text) == 0:
		case isMarker(text):
			if r.file.Markers++; r.file.First == "" {
				r.file.First = fmt.Sprintf("line %d", n)
			}
		default:
			if err := r.line(text); errors.Is(err, ErrNoHeader) || errors.Is(err, ErrNewer) {
				return File{}, err
			} else if err != nil {
				r.refuse(n, whole, err)
			}
		}
	}
	if !r.begun {
		return File{}, ErrNoHeader
	}
	r.more()
	return r.file, nil
}

// isMarker reports whether a line is one that Git puts into a file whose merge
// it leaves to people.
func isMarker(text []byte) bool {
	for _, marker := range []string{"<<<<<<<", "=======", ">>>>>>>", "|||||||"} {
		if rest, ok := bytes.CutPrefix(text, []byte(marker)); ok && (len(rest) == 0 || rest[0] == ' ') {
			return true
		}
	}
	return false
}

// A reading is a file that is being read.
type reading struct {
	file    File
	begun   bool // its header was read
	refused int
}

func (r *reading) line(text []byte) error {
	var rec record
	err := decode(text, &rec)
	switch {
	case err != nil && !r.begun:
		return ErrNoHeader
	case err != nil:
		return err
	case rec.Obelus != "":
		return r.header(rec)
	case !r.begun:
		return ErrNoHeader
	}
	if rec.Analyst != string(r.file.Analyst) {
		return fmt.Errorf("it is a mark of %s, and the file is %s's", model.CleanLine(rec.Analyst), model.CleanLine(string(r.file.Analyst)))
	}
	s, err := rec.state()
	if err == nil {
		r.file.States.Take(s)
	}
	return err
}

// header takes what the file says of itself. A merge in conflict can say it
// twice: of two titles and texts the lesser ones count, so that all agree.
func (r *reading) header(rec record) error {
	h := Header{Analyst: model.Analyst(rec.Analyst), Brief: model.BriefID(rec.Brief), Title: rec.Title, Text: model.Hash(rec.Revision)}
	switch {
	case rec.ID != "":
		return errTwoNames
	case rec.Version > Version:
		return ErrNewer
	case rec.Obelus != "marks" || rec.Version < 1 || h.Analyst == "" || h.Brief == "" || h.Text != "" && !h.Text.Valid():
		return ErrNoHeader
	case !r.begun:
		r.file.Header, r.begun = h, true
		return nil
	case h.Analyst != r.file.Analyst || h.Brief != r.file.Brief:
		return errors.New("it begins another file")
	}
	r.file.Title, r.file.Text = min(r.file.Title, h.Title), min(r.file.Text, h.Text)
	return nil
}

func decode(text []byte, rec *record) error {
	if len(text) > MaxLine {
		return fmt.Errorf("it is longer than %d MB", MaxLine>>20)
	}
	if !utf8.Valid(text) {
		return errors.New("it is not UTF-8")
	}
	if err := json.Unmarshal(text, rec); err != nil {
		return errors.New("it is no line of a file of marks")
	}
	return nil
}

func (r *reading) refuse(n int, whole bool, err error) {
	if r.refused++; r.refused > maxRefusals {
		return
	}
	why := err.Error()
	if !whole {
		why = "it is cut off"
	}
	r.file.Refused = append(r.file.Refused, model.Refusal{Where: fmt.Sprintf("line %d", n), Why: why})
}

// more says how many refusals were not listed.
func (r *reading) more() {
	if n := r.refused - maxRefusals; n > 0 {
		r.file.Refused = append(r.file.Refused, model.Refusal{Where: "further lines", Why: fmt.Sprintf("%d more are refused", n)})
	}
}

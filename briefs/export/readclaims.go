package export

import (
	"fmt"
	"slices"
	"strings"

	"obelus/model"
)

// A row is a line of the table of statements: its cells by the column's head.
type row struct {
	line  int
	cells map[string]string
}

// The columns of the table of statements.
const (
	colMark      = "mark"
	colStatement = "statement"
	colWhence    = "source" // who says so, or where it is read
	colJudged    = "judged"
	colStatus    = "status"
	colAnalyst   = "marked by"
)

// readRows reads the table of statements in text, which begins at a line of the
// file, by the labels of the marks.
func readRows(text string, line int) map[string]row {
	rows := map[string]row{}
	var head []string
	for l := range strings.SplitSeq(text, "\n") {
		at := line
		line++
		if !strings.HasPrefix(l, "|") {
			head = nil
			continue
		}
		cells := cellsOf(l)
		switch {
		case head == nil:
			head = cells
		case head[0] != colMark:
		default:
			r := row{at, map[string]string{}}
			for i, c := range cells {
				if i < len(head) {
					r.cells[head[i]] = c
				}
			}
			if _, label, ok := strings.Cut(cells[0], " "); ok {
				rows[strings.TrimSpace(label)] = r
			}
		}
	}
	return rows
}

// cellsOf splits a table's line.
func cellsOf(l string) []string {
	var cells []string
	from := 1
	for i := 1; i < len(l); i++ {
		switch l[i] {
		case '\\':
			i++
		case '|':
			cells = append(cells, strings.TrimSpace(l[from:i]))
			from = i + 1
		}
	}
	if rest := strings.TrimSpace(l[min(from, len(l)):]); rest != "" || len(cells) == 0 {
		cells = append(cells, rest)
	}
	return cells
}

// A holding is a row of the table held against what the footnote says.
type holding struct {
	note   *note
	m      *model.Mark
	inNote []string // what was changed in the footnote
	edited []string // what was changed here only
	wrong  []string // what cannot be used
}

// hold holds a row of the table against m, what the footnote says. What was
// changed in the table only is taken from there; what was changed in both, each
// time to something else, is as the footnote has it, and told.
func (n *note) hold(r row, m *model.Mark, edited *[]string) (wrong []string) {
	if n.record.Sums == nil {
		return nil
	}
	h := holding{note: n, m: m, inNote: *edited}
	if glyph, ok := r.cells[colMark]; ok {
		glyph, _, _ = strings.Cut(strings.Trim(glyph, "* "), "*")
		t, err := model.ParseTag(unplain(glyph))
		if err != nil {
			h.wrong = append(h.wrong, err.Error())
		} else {
			h.settle("tag", string(t))
		}
	}
	if cell, ok := r.cells[colStatus]; ok {
		h.settle("status", unplain(cell))
	}
	if cell, ok := r.cells[colJudged]; ok {
		h.judged(cell)
	}
	if cell, ok := r.cells[colWhence]; ok {
		h.whence(cell)
	}
	*edited = append(*edited, h.edited...)
	return h.wrong
}

// settle decides on a field that the row says.
func (h *holding) settle(name, value string) {
	f := fieldNamed(name)
	was := h.note.record.Sums[name]
	if f.terms != nil {
		term, err := model.ParseTerm(name, f.terms(), value)
		if err != nil && f.sum(value) != was {
			h.wrong = append(h.wrong, err.Error())
			return
		}
		if err == nil {
			value = term
		}
		if value == "" {
			value = f.none
		}
	}
	switch s := f.sum(value); {
	case s == f.sum(f.get(h.m)), s == was:
	case slices.Contains(h.inNote, name):
		h.wrong = append(h.wrong, fmt.Sprintf("its %s was changed in its footnote and here, which differ: “%s” in the footnote stands", name, model.CleanLine(f.get(h.m))))
	default:
		f.set(h.m, value)
		h.edited = append(h.edited, name)
	}
}

// whence decides on who says so, or where it is read.
func (h *holding) whence(cell string) {
	tag, _ := fieldNamed("tag").exported(h.note.record.Sums["tag"])
	was := model.Mark{Tag: model.Tag(tag), Details: h.note.read.Details}
	switch {
	case was.Tag == model.Attributed && isFiller(cell):
		h.settle("speaker", "")
	case was.Tag == model.Attributed:
		h.settle("speaker", unplain(cell))
	case isFiller(cell), model.Typed(unplain(cell), false) == model.Typed(unplain(whence(was)), false):
	case h.m.Tag == model.Attributed:
		h.settle("speaker", unplain(cell))
	case slices.Contains(h.inNote, "references"): // the row still says those that went out
	default:
		h.wrong = append(h.wrong, "where it is read is changed in its footnote, not here")
	}
}

// judged decides on the grades: each that is there, and those that are not too,
// unless something could not be read.
func (h *holding) judged(cell string) {
	values := map[string]string{}
	readable := true
	for _, part := range strings.Split(cell, ", ") {
		part = strings.TrimPrefix(strings.TrimSpace(unplain(part)), rated)
		word, confident := strings.CutSuffix(part, " confidence")
		grade := ungraded(part)
		switch {
		case part == "", part == notRated:
		case confident:
			values["confidence"] = word
		case isTerm("basis", part):
			values["basis"] = part
		case isTerm("likelihood", grade):
			values["likelihood"] = grade
		case len(part) <= 2 && strings.Trim(strings.ToUpper(part), "ABCDEF123456") == "":
			values["reliability"] = strings.ToUpper(strings.TrimRight(part, "123456"))
			values["credibility"] = strings.TrimLeft(strings.ToUpper(part), "ABCDEF")
		default:
			readable = false
			h.wrong = append(h.wrong, fmt.Sprintf("“%s” is no grade: write it as in the footnotes, or there", part))
		}
	}
	for _, name := range []string{"reliability", "credibility", "basis", "likelihood", "confidence"} {
		if value, there := values[name]; there || readable {
			h.settle(name, value)
		}
	}
}

// isTerm reports whether value is one of a field's.
func isTerm(name, value string) bool {
	v, err := model.ParseTerm(name, fieldNamed(name).terms(), value)
	return err == nil && v != ""
}

package webannotation

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"obelus/model"
)

// What a file may hold. They bound memory and time, whatever somebody makes up:
// of a file no more is held than its bytes, the marks in it and one annotation.
const (
	maxFile        = 256 << 20 // bytes of a file
	maxAnnotation  = 1 << 20   // bytes of one annotation
	maxAnnotations = 100_000
	maxDepth       = 100    // lists and objects in one another
	maxTop         = 10_000 // members of an object that are looked at for annotations
	maxHeld        = 8      // such objects and lists in one another
)

// Read reads the annotations of a file: one, a list, an AnnotationPage, an
// AnnotationCollection with its pages in it, a JSON-LD graph, or what Hypothesis
// gives ({"rows": …} of its API, {"annotations": …} of its export). What cannot
// be used of them is refused with its number and line; an error says that the
// whole file cannot.
//
// Where a mark stands is left to whoever knows the brief: the places of other
// programs, who count over another text, come only with the words that they
// select.
func Read(data []byte) ([]model.Incoming, []model.Refusal, error) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if err := check(data); err != nil {
		return nil, nil, err
	}
	r := &reader{data: data, line: 1, scratch: map[string]int{}}
	if err := r.walk(skipSpace(data, 0), 0); err != nil {
		return nil, nil, err
	}
	if r.alike == 0 && (r.n > 0 || !r.held) {
		return nil, nil, fmt.Errorf("it is JSON, but no annotations: %s", describe(data))
	}
	return r.marks, r.refused, nil
}

// A reader goes through a file and reads one annotation at a time.
type reader struct {
	data    []byte
	marks   []model.Incoming
	refused []model.Refusal
	n       int  // annotations so far
	alike   int  // of them, those that are some
	held    bool // something is there that holds annotations, if only none
	line    int  // of the byte at seen
	seen    int
	scratch map[string]int // members' uses
}

// holders lists the members that hold annotations, or what holds some, in the
// order in which they are read.
var holders = []string{"first", "items", "rows", "annotations", "@graph", "graph", "pages", "next", "last", "contains"}

// walk reads the value at at: an annotation, or what holds some.
func (r *reader) walk(at, depth int) error {
	switch {
	case r.data[at] == '[' && depth < maxHeld:
		return r.each(at, func(item int) error { return r.walk(item, depth+1) })
	case r.data[at] != '{' || depth >= maxHeld:
		return r.annotation(at, false)
	}
	held, is, err := r.holds(at)
	if err != nil {
		return err
	}
	if held == nil {
		return r.annotation(at, is)
	}
	r.held = true
	for _, inner := range held {
		if err := r.walk(inner, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// holds finds the members of an object that hold annotations; nil where it is
// none that does. is says that it is an annotation itself.
func (r *reader) holds(at int) (held []int, is bool, err error) {
	members, twice := r.members(at)
	if r.isAnnotation(members) {
		return nil, true, nil
	}
	for _, name := range holders {
		if value, ok := members[name]; ok && (r.data[value] == '[' || r.data[value] == '{') {
			held = append(held, value)
		}
	}
	switch {
	case held == nil && r.isEmptyList(members):
		return []int{}, false, nil
	case held != nil && twice > 0:
		return nil, false, fmt.Errorf("line %d: it says %s twice", lineOf(r.data, twice), quoted(unquote(r.data[twice:valueEnd(r.data, twice)])))
	}
	return held, false, nil
}

// members finds where the values of an object's members begin, as far as those
// can be ones that are looked for. twice is where one stands that stood before; 0
// for none.
func (r *reader) members(at int) (members map[string]int, twice int) {
	members = r.scratch
	clear(members)
	enough := errors.New("enough")
	_ = r.each(at, func(key int) error {
		if len(members) > maxTop {
			return enough
		}
		end := valueEnd(r.data, key)
		if end-key > maxName {
			return nil
		}
		name := unquote(r.data[key:end])
		if _, again := members[name]; again {
			twice = key
		}
		members[name] = skipSpace(r.data, skipSpace(r.data, end)+1)
		return nil
	})
	return members, twice
}

// maxName is how long a name is at most that could be one of those looked for.
const maxName = 64

// isAnnotation reports whether an object with those members is an annotation.
func (r *reader) isAnnotation(members map[string]int) bool {
	for _, name := range []string{"target", "hasTarget", "uri"} {
		if _, ok := members[name]; ok {
			return true
		}
	}
	return r.says(members, `Annotation"`)
}

// isEmptyList reports whether an object is a collection that has no pages, for
// it has no annotations.
func (r *reader) isEmptyList(members map[string]int) bool {
	total, ok := members["total"]
	return ok && string(r.data[total:valueEnd(r.data, total)]) == "0" && r.says(members, `AnnotationCollection"`)
}

// says reports whether the type of an object with those members ends so.
func (r *reader) says(members map[string]int, class string) bool {
	for _, name := range []string{"type", "@type"} {
		if at, ok := members[name]; ok {
			end := valueEnd(r.data, at)
			return end-at < maxName*maxHeld && bytes.Contains(r.data[at:end], []byte(class))
		}
	}
	return false
}

// each calls do with where every item of a list begins, or every member's name
// of an object.
func (r *reader) each(at int, do func(at int) error) error {
	isObject := r.data[at] == '{'
	for at = skipSpace(r.data, at+1); r.data[at] != ']' && r.data[at] != '}'; {
		if err := do(at); err != nil {
			return err
		}
		end := skipSpace(r.data, valueEnd(r.data, at))
		if isObject {
			end = skipSpace(r.data, valueEnd(r.data, skipSpace(r.data, end+1)))
		}
		if at = end; r.data[at] == ',' {
			at = skipSpace(r.data, at+1)
		}
	}
	return nil
}

// annotation reads the next annotation, at at. is says that it looks like one.
func (r *reader) annotation(at int, is bool) error {
	if r.n++; r.n > maxAnnotations {
		return fmt.Errorf("it holds more than %d annotations: divide it", maxAnnotations)
	}
	raw := r.data[at:valueEnd(r.data, at)]
	where := r.where(at)
	switch {
	case is:
		r.alike++
	case raw[0] == '"':
		r.refuse(where, "it is only an address: the annotation is elsewhere")
		return nil
	default:
		r.refuse(where, "it is no annotation")
		return nil
	}
	if len(raw) > maxAnnotation {
		r.refuse(where, fmt.Sprintf("it has more than %d KB", maxAnnotation>>10))
		return nil
	}
	n, err := parse(raw)
	var marks []model.Incoming
	if err == nil {
		marks, err = incoming(n)
	}
	if err != nil {
		r.refuse(where, err.Error())
		return nil
	}
	for i := range marks {
		marks[i].Where = where
	}
	r.marks = append(r.marks, marks...)
	return nil
}

func (r *reader) refuse(where, why string) {
	r.refused = append(r.refused, model.Refusal{Where: where, Why: why})
}

// where is the place of the annotation at at for people: its number, and its
// line where the file has several.
func (r *reader) where(at int) string {
	if at < r.seen { // what is held comes in the order of its names, not of the file
		r.line -= bytes.Count(r.data[at:r.seen], []byte("\n"))
	} else {
		r.line += bytes.Count(r.data[r.seen:at], []byte("\n"))
	}
	r.seen = at
	if r.line == 1 {
		return fmt.Sprintf("annotation %d", r.n)
	}
	return fmt.Sprintf("annotation %d, line %d", r.n, r.line)
}

// hasType reports whether n says that it is of a class.
func hasType(n node, class string) bool {
	for _, t := range n.at("type", "@type").strs() {
		if t == class || strings.HasSuffix(t, ":"+class) || strings.HasSuffix(t, "#"+class) {
			return true
		}
	}
	return false
}

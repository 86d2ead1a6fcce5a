package webannotation

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// check says why data is no JSON that could be read.
func check(data []byte) error {
	switch {
	case len(data) > maxFile:
		return fmt.Errorf("it has more than %d MB: divide it", maxFile>>20)
	case len(bytes.TrimSpace(data)) == 0:
		return errors.New("it is empty: it holds no annotations")
	case !utf8.Valid(data):
		return fmt.Errorf("line %d is not UTF-8: save it as UTF-8", lineOf(data, firstInvalid(data)))
	case nestedDeeper(data, maxDepth):
		return fmt.Errorf("it is nested more than %d deep: no annotation is", maxDepth)
	case json.Valid(data):
		return nil
	}
	var none struct{}
	err := json.Unmarshal(data, &none) // for where
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("line %d is not JSON: %w", lineOf(data, int(syntax.Offset)), err)
	}
	return fmt.Errorf("it is not JSON: %w", err)
}

func firstInvalid(data []byte) int {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}

// lineOf is the number of the line that holds the byte at at.
func lineOf(data []byte, at int) int {
	return 1 + bytes.Count(data[:min(max(at, 0), len(data))], []byte("\n"))
}

// nestedDeeper reports whether lists and objects are in one another more than
// depth deep. It holds of any bytes, so that nothing that is built by recursion
// has to be afraid.
func nestedDeeper(data []byte, most int) bool {
	depth := 0
	for at := 0; at < len(data); at++ {
		switch data[at] {
		case '"':
			at = stringEnd(data, at) - 1
		case '{', '[':
			if depth++; depth > most {
				return true
			}
		case '}', ']':
			depth--
		}
	}
	return false
}

// describe says what a file is that holds no annotation.
func describe(data []byte) string {
	at := skipSpace(data, 0)
	switch data[at] {
	case '[':
		if data[skipSpace(data, at+1)] == ']' {
			return "an empty list"
		}
		return "a list of other things"
	case '"':
		return "a text"
	case '{':
		return describeObject(data, at)
	}
	return "a single value"
}

func describeObject(data []byte, at int) string {
	const most = 4
	var names []string
	enough := errors.New("enough")
	r := &reader{data: data}
	_ = r.each(at, func(key int) error {
		if len(names) == most {
			names[most-1] = "…"
			return enough
		}
		end := valueEnd(data, key)
		names = append(names, quoted(unquote(data[key:min(end, key+1000)])))
		return nil
	})
	if len(names) == 0 {
		return "an empty object"
	}
	return "an object with " + strings.Join(names, ", ")
}

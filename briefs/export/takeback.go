package export

import (
	"fmt"
	"sort"
	"strings"

	"obelus/briefs/markdown"
	"obelus/model"
)

// findHeader finds the comment before the marked text.
func findHeader(file string) (at int, h header, err error) {
	at = markdown.FrontMatterOf(file).Span.End
	for {
		i := strings.Index(file[at:], briefHead)
		if i < 0 && strings.Contains(file, strings.TrimSpace(briefHead)) {
			return 0, h, errBrokenHead
		}
		if i < 0 {
			return 0, h, ErrNotAnnotated
		}
		at += i
		if line, begins := lineAt(file, at); begins && uncomment(strings.TrimRight(line, " \t\r"), briefHead, &h) {
			return at, h, nil
		}
		at += len(briefHead)
	}
}

// takeBack reads the brief text and the notes of a file.
func takeBack(file string) (*returning, error) {
	at, h, err := findHeader(file)
	if err != nil {
		return nil, err
	}
	if h.Version != version {
		return nil, fmt.Errorf("this annotated brief is of version %d, and this program reads version %d: use a newer one", h.Version, version)
	}
	r := &returning{file: file, header: h, after: len(file)}
	if i := strings.IndexByte(file[at:], '\n'); i >= 0 {
		r.after = at + i + 1
	}
	if r.asItWas() {
		return r, nil
	}
	return r, r.asItIs()
}

// lineOf is the number of the line that the byte at offset is in.
func (r *returning) lineOf(offset int) int {
	if r.lines == nil {
		for i := 0; i < len(r.file); i++ {
			n := strings.IndexByte(r.file[i:], '\n')
			if n < 0 {
				break
			}
			i += n
			r.lines = append(r.lines, i)
		}
	}
	return 1 + sort.SearchInts(r.lines, offset)
}

// asItWas reads a file whose brief nobody touched.
func (r *returning) asItWas() bool {
	h, rest := r.header, r.file[r.after:]
	if !strings.HasPrefix(rest, "\n") || h.Body < 0 || h.Body > len(rest)-1 || h.Front < 0 || h.Front > r.after {
		return false
	}
	end := r.after + 1 + h.Body
	r.readTail(end)
	body, ok := takeOut(rest[1:1+h.Body], r.notes)
	return ok && r.is(r.file[:h.Front]+body)
}

// is takes text for the brief's where it is what was exported.
func (r *returning) is(text string) bool {
	if r.hash = model.HashOf(text); r.hash != r.header.Revision {
		return false
	}
	r.text = text
	return true
}

// readTail reads the footnotes, orphans and the table, from the byte at on.
func (r *returning) readTail(at int) {
	line := r.lineOf(at)
	r.notes = readItems(r.file[at:], line)
	r.rows = readRows(r.file[at:], line)
}

// asItIs reads a file whose brief was edited, or only reached by an editor that
// tidies line ends.
func (r *returning) asItIs() error {
	end := lastLine(r.file[r.after:], endLine)
	if end < 0 {
		return errNoEnd
	}
	end += r.after
	r.readTail(end)
	from := r.after
	if from < end && r.file[from] == '\n' {
		from++
	}
	marked := r.file[from:end]
	marked = strings.TrimSuffix(strings.TrimSuffix(marked, "\n"), "\n")
	marked = strings.TrimSuffix(marked, r.header.Closer)
	front := ""
	if r.header.Front > 0 {
		front = r.file[:topOf(r.file)]
	}
	whole := r.header.Blanks.restore(front + marked)
	if n := frontLen(whole, front); n >= 0 {
		if body, ok := takeOut(whole[n:], r.notes); ok && r.isAlmost(whole[:n]+body) {
			return nil
		}
		if !r.header.Blanks.left(front + marked) {
			front, marked = whole[:n], whole[n:]
		}
	}
	r.unweave(front, marked, from)
	return nil
}

// topOf is where what has to stand at the very top of a file ends.
func topOf(file string) int {
	if end := markdown.FrontMatterOf(file).Span.End; end > 0 {
		return end
	}
	return len(file) - len(strings.TrimPrefix(file, "\uFEFF"))
}

// isAlmost is is, where the end of the text may have lost or gained a line end.
func (r *returning) isAlmost(text string) bool {
	bare := strings.TrimRight(text, "\n")
	return r.is(text) || r.is(bare+"\n") || r.is(bare) || r.is(text+"\n")
}

// frontLen is where front, which text began with, ends in text after the ends of
// its lines were given back; -1 where it is not there.
func frontLen(text, front string) int {
	if strings.HasPrefix(text, front) && !strings.Contains(front, "\n") {
		return len(front)
	}
	n := 0
	for range strings.Count(front, "\n") {
		i := strings.IndexByte(text[n:], '\n')
		if i < 0 {
			return -1
		}
		n += i + 1
	}
	if i := strings.IndexByte(text[n:], '\n'); i >= 0 {
		return n + i
	}
	return len(text)
}

// lastLine is where the last line of text that is want begins, or -1.
func lastLine(text, want string) int {
	for end := len(text); ; {
		at := strings.LastIndex(text[:end], want)
		if at < 0 {
			return -1
		}
		if line, begins := lineAt(text, at); begins && strings.TrimSpace(line) == want {
			return at
		}
		end = at
	}
}

// lineAt is the line of text that begins at at; begins is false where none does,
// whose end is not looked for then: many could have the same.
func lineAt(text string, at int) (line string, begins bool) {
	if at > 0 && text[at-1] != '\n' {
		return "", false
	}
	line, _, _ = strings.Cut(text[at:], "\n")
	return line, true
}

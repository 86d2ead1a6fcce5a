package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

// streamed is the output of a command whose result is printed while it is
// found. It gathers what it is given until it is flushed, or is full.
type streamed struct{ w *bufio.Writer }

// streamRoom is how many bytes are gathered.
const streamRoom = 64 << 10

func newStreamed(cmd *cobra.Command) *streamed {
	return &streamed{bufio.NewWriterSize(cmd.OutOrStdout(), streamRoom)}
}

// Write gathers p. Its error says what failed.
func (s *streamed) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	return n, unprinted(err)
}

func (s *streamed) write(text string) error {
	_, err := s.w.WriteString(text)
	return unprinted(err)
}

func (s *streamed) flush() error { return unprinted(s.w.Flush()) }

func unprinted(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("the output cannot be written: %w", err)
}

// A jsonList prints values as one array, letter by letter as printJSON prints a
// slice of them.
type jsonList struct {
	out  *streamed
	some bool
	deep string // how far the array is set in, where it stands in an object
}

func (l *jsonList) add(v any) error {
	before := "[\n"
	if l.some {
		before = ",\n"
	}
	l.some = true
	text, err := indented(v, l.deep+"  ")
	if err != nil {
		return err
	}
	return l.out.write(before + l.deep + "  " + text)
}

func (l *jsonList) end() error {
	end := "\n"
	if l.deep != "" { // something follows
		end = ""
	}
	if !l.some {
		return l.out.write("[]" + end)
	}
	return l.out.write("\n" + l.deep + "]" + end)
}

// indented is v as JSON whose lines but the first are set in so far.
func indented(v any, deep string) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent(deep, "  ")
	if err := enc.Encode(v); err != nil {
		return "", fmt.Errorf("the result cannot be written as JSON: %w", err)
	}
	b.Truncate(b.Len() - 1) // its line's end
	return escapeControls(b.String()), nil
}

// A rowList prints rows as a table without spare columns. Below a row may stand
// lines of its own.
type rowList struct {
	out    *streamed
	table  *table
	below  [][]string // of each row that waits
	titles []string   // lines above the rows that wait, "" for none; may be shorter than they
	width  int        // of the output; 0 is as wide as it comes
	widths []int      // of the columns, once the first rows are printed
}

// tableRows is how many rows a table's columns are measured by where rows come
// one by one; cells of later ones may stand further out.
const tableRows = 64

func (l *rowList) add(below []string, cells ...string) error {
	l.table.add(cells...)
	l.below = append(l.below, below)
	if l.widths == nil && len(l.table.rows) < tableRows {
		return nil
	}
	return l.print()
}

// title puts a line above the row that is added next.
func (l *rowList) title(text string) {
	for len(l.titles) <= len(l.table.rows) {
		l.titles = append(l.titles, "")
	}
	l.titles[len(l.table.rows)] = text
}

// print prints the rows that wait: at first with the heads, and by widths that
// stay.
func (l *rowList) print() error {
	text, heads := "", 0
	if l.widths == nil {
		heads = 1
		text, l.widths = l.table.set(l.width)
	} else {
		text = l.table.more(l.widths, l.width)
	}
	n := -heads
	for row := range strings.Lines(text) {
		if n >= 0 && n < len(l.titles) && l.titles[n] != "" {
			if err := l.line(l.titles[n]); err != nil {
				return err
			}
		}
		if err := l.out.write(row); err != nil {
			return err
		}
		if n >= 0 {
			for _, b := range l.below[n] {
				if err := l.line(b); err != nil {
					return err
				}
			}
		}
		n++
	}
	l.table.rows, l.below, l.titles = l.table.rows[:0], l.below[:0], l.titles[:0]
	return nil
}

// line prints a line beside the rows, cut to the output's width.
func (l *rowList) line(text string) error {
	if l.width > 0 {
		text = ansi.Truncate(text, l.width, "…")
	}
	return l.out.write(text + "\n")
}

func (l *rowList) end() error {
	if len(l.table.rows) == 0 {
		return nil
	}
	return l.print()
}

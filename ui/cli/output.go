package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"obelus/model"
)

// isTerminal reports whether stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(term.File)
	return ok && term.IsTerminal(f.Fd())
}

// widthOf is the width in cells that stream is to be filled to: the terminal's,
// as COLUMNS overrides it; ok is false for what is no terminal.
func (a *app) widthOf(stream any) (cells int, ok bool) {
	if !isTerminal(stream) {
		return 0, false
	}
	if n, err := strconv.Atoi(a.getenv("COLUMNS")); err == nil && n > 0 {
		return n, true
	}
	if w, _, err := term.GetSize(stream.(term.File).Fd()); err == nil && w > 0 {
		return w, true
	}
	return defaultWidth, true
}

// defaultWidth is used where no terminal says how wide it is.
const defaultWidth = 80

// print writes text, which is safe for a terminal, to the command's output.
func print(cmd *cobra.Command, text string) error {
	_, err := io.WriteString(cmd.OutOrStdout(), text)
	return unprinted(err)
}

// oneLine is text safe for a terminal and on one line; spaces stay as they
// are, so that columns do.
func oneLine(text string) string {
	return model.Clean(strings.NewReplacer("\n", " ", "\t", " ").Replace(text))
}

// line is oneLine with its end.
func line(text string) string { return oneLine(text) + "\n" }

// say tells the person something beside the result, on the standard error.
func say(cmd *cobra.Command, text string) {
	if text != "" {
		_, _ = io.WriteString(cmd.ErrOrStderr(), line(text))
	}
}

// printJSON writes v as one value. What a terminal would act on is escaped as
// \uXXXX, so that the text survives and no control does.
func printJSON(cmd *cobra.Command, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("the result cannot be written as JSON: %w", err)
	}
	return print(cmd, escapeControls(b.String()))
}

// escapeControls escapes what encoding/json leaves as it is and a terminal
// does not: DEL, C1 controls and bidirectional controls. In JSON they can only
// stand inside strings.
func escapeControls(encoded string) string {
	if model.Clean(encoded) == encoded {
		return encoded
	}
	var b bytes.Buffer
	for _, r := range encoded {
		if _, bad := model.Neutral(r); bad && r != '\uFFFD' {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

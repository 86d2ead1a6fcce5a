package cli

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

// csvHead names the columns as JSON names the keys.
func csvHead() []string {
	return []string{
		"id", "label", "brief", "title", "tag", "text", "prefix", "suffix", "start", "end", "revision", "state", "was",
		"speaker", "quotation", "references", "reliability", "credibility", "basis", "likelihood", "confidence",
		"status", "note", "analyst", "created", "updated",
	}
}

// printCSV prints marks as RFC 4180 has it, but with LF line ends.
func printCSV(cmd *cobra.Command, views []desk.MarkView) error {
	w := csv.NewWriter(cmd.OutOrStdout())
	_ = w.Write(csvHead()) // the writer keeps its error for the end
	for _, v := range views {
		_ = w.Write(csvRow(toMarkJSON(v)))
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return fmt.Errorf("the output cannot be written: %w", err)
	}
	return nil
}

func csvRow(m markJSON) []string {
	references := orEmpty(m.References, model.Reference.String)
	row := []string{
		string(m.ID), string(m.Label), string(m.Brief), m.Title, string(m.Tag), m.Text, m.Prefix, m.Suffix,
		strconv.Itoa(m.Start), strconv.Itoa(m.End), string(m.Revision), string(m.State), m.Was,
		m.Speaker, string(m.Quotation), strings.Join(references, "; "), string(m.Reliability), string(m.Credibility),
		string(m.Basis), string(m.Likelihood), string(m.Confidence), string(m.Status), m.Note, string(m.Analyst), m.Created, m.Updated,
	}
	for i := range row {
		row[i] = csvCell(row[i])
	}
	return row
}

// csvCell is text that neither a terminal nor a spreadsheet obeys: a cell that
// begins as a formula does gets an apostrophe before it (OWASP, CSV injection).
func csvCell(text string) string {
	text = model.Clean(text)
	if strings.HasPrefix(text, "\t") || text != "" && strings.ContainsRune("=+-@", rune(text[0])) {
		return "'" + text
	}
	return text
}

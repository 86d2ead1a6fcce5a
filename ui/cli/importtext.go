package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

// printImported says what came of a file: how many marks, then each that is not
// as it was. What was refused goes to the standard error.
func printImported(cmd *cobra.Command, file desk.ImportFile, done desk.Imported, came []arrival) error {
	var b strings.Builder
	back := ""
	if done.Change.Seq > 0 {
		back = " (obelus undo takes it back)"
	}
	b.WriteString(line(done.Message + back))
	for _, one := range came {
		switch one.Came {
		case desk.CameChanged:
			b.WriteString(line(fmt.Sprintf("%s %s (%s)", one.name(), one.changes(), one.reason())))
		case desk.CameOlder:
			b.WriteString(line(fmt.Sprintf("%s stays: the file's is %s", one.name(), one.older())))
		case desk.CameGone:
			b.WriteString(line(fmt.Sprintf("%s removed (%s)", one.name(), one.reason())))
		}
	}
	for _, r := range done.Refused {
		at := model.CleanLine(file.Name)
		if r.Where != "" {
			at += ": " + r.Where
		}
		say(cmd, "obelus: "+at+": "+model.CleanLine(r.Why))
	}
	return print(cmd, b.String())
}

// name is what a mark is called here.
func (one arrival) name() string {
	if one.now.Label != "" {
		return string(one.now.Label)
	}
	return string(one.now.ID)
}

// changes says what a mark was and what it is now.
func (one arrival) changes() string {
	var parts []string
	for _, d := range (model.MarkChange{Before: one.Was, After: &one.Theirs}).Differences() {
		before, after := shown(d.Before), shown(d.After)
		switch d.What {
		case "tag":
			parts = append(parts, before+" → "+after)
		case "revision", "place", "left":
		case "note":
			parts = append(parts, d.What+" "+inQuotes(d.Before)+" → "+inQuotes(d.After))
		default:
			parts = append(parts, d.What+" "+before+" → "+after)
		}
	}
	if one.Was.Analyst != one.Theirs.Analyst {
		parts = append(parts, "analyst "+shown(string(one.Was.Analyst))+" → "+shown(string(one.Theirs.Analyst)))
	}
	if len(parts) == 0 {
		return "stands elsewhere"
	}
	return strings.Join(parts, ", ")
}

// shownRunes is how much of a detail is shown in a line.
const shownRunes = 48

// shown is a detail on one line, shortened.
func shown(text string) string {
	text = model.CleanLine(text)
	if runes := []rune(text); len(runes) > shownRunes {
		text = string(runes[:shownRunes]) + "…"
	}
	return orNothing(text)
}

// inQuotes is a text of several words as shown, in quotation marks.
func inQuotes(text string) string {
	if text == "" {
		return shown(text)
	}
	return "“" + shown(text) + "”"
}

// reason says why what came stands: whose it is, and of when.
func (one arrival) reason() string {
	m := one.Theirs
	who := model.CleanLine(string(m.Analyst))
	if len(one.Edited) > 0 {
		return "edited in the file: " + strings.Join(one.Edited, ", ") + ", " + who
	}
	return "newer, " + who + ", " + day(m.Updated)
}

// older says why what came does not stand: of when it is, and of when the mark
// here is, whose it is.
func (one arrival) older() string {
	theirs, here := one.Theirs.Updated, one.Since
	if here.IsZero() {
		here = one.Was.Updated
	}
	who := model.CleanLine(string(one.Theirs.Analyst))
	switch {
	case theirs.IsZero():
		return "older (of a time that it does not say, here of " + moment(here) + ", " + who + ")"
	case theirs.Equal(here):
		return "not newer (of " + moment(theirs) + " as here, " + who + ")"
	}
	return "older (of " + moment(theirs) + ", here of " + moment(here) + ", " + who + ")"
}

func day(t time.Time) string { return t.Local().Format("2 Jan 2006") }

// moment is a time that is held against another of the same day.
func moment(t time.Time) string { return t.Local().Format("2 Jan 2006 15:04:05") }

// importJSON is what came of a file as scripts see it.
type importJSON struct {
	File    string          `json:"file"`
	Brief   model.BriefID   `json:"brief"`
	New     int             `json:"new"`
	Same    int             `json:"same"`
	Changed int             `json:"changed"`
	Older   int             `json:"older"`
	Removed int             `json:"removed"`
	Marks   []arrivalJSON   `json:"marks"`
	Refused []model.Refusal `json:"refused"`
	Message string          `json:"message"`
}

// arrivalJSON is a mark that came in as scripts see it.
type arrivalJSON struct {
	Where  string    `json:"where"`
	Came   desk.Came `json:"came"`
	Mark   markJSON  `json:"mark"`
	Was    *markJSON `json:"was"`
	Edited []string  `json:"edited"`
}

func toImportJSON(file desk.ImportFile, done desk.Imported, came []arrival) importJSON {
	j := importJSON{
		File: file.Name, Brief: done.Brief, Message: done.Message,
		New: done.Count(desk.CameNew), Same: done.Count(desk.CameSame), Changed: done.Count(desk.CameChanged),
		Older: done.Count(desk.CameOlder), Removed: done.Count(desk.CameGone),
		Refused: orEmpty(done.Refused, func(r model.Refusal) model.Refusal { return r }),
	}
	if j.Brief == "" && len(came) > 0 {
		j.Brief = came[0].now.Brief
	}
	j.Marks = orEmpty(came, func(one arrival) arrivalJSON {
		m := arrivalJSON{
			Where: one.Where, Came: one.Came, Mark: toMarkJSON(one.now),
			Edited: orEmpty(one.Edited, func(s string) string { return s }),
		}
		if one.was != nil {
			was := toMarkJSON(*one.was)
			m.Was = &was
		}
		return m
	})
	return j
}

// printImports prints one object, or an array where several files were given.
func printImports(cmd *cobra.Command, came []importJSON, several bool) error {
	if several {
		return printJSON(cmd, orEmpty(came, func(j importJSON) importJSON { return j }))
	}
	return printJSON(cmd, came[0])
}

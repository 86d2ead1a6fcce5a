package export

import (
	"fmt"
	"strings"

	"obelus/briefs/tally"
	"obelus/model"
)

// sentence says what the marks of a brief come to.
func sentence(t tally.Tally) string {
	statements := t.Statements()
	var text string
	switch sourced := t.Tags[model.Sourced] - t.Hollow; {
	case statements == 0 && t.Tags[model.Nonclaim] == 0:
		text = fmt.Sprintf("Nothing is marked yet: %d unread", t.Unread())
	case statements == 0 && t.Unread() > 0:
		text = fmt.Sprintf("No statement is marked yet: %d unread", t.Unread())
	case statements == 0:
		text = fmt.Sprintf("Nothing is stated here: %d marked as no claim, 0 unread", t.Tags[model.Nonclaim])
	case sourced > 0:
		text = fmt.Sprintf("%d of %s %s sourced, %s", sourced, count(statements, "statement"), isAre(sourced), parts(t))
	case t.Unread() > 0:
		text = fmt.Sprintf("Nothing here is sourced so far: %s, %s", count(statements, "statement"), parts(t))
	default:
		text = fmt.Sprintf("Nothing here is sourced: %s, %s", count(statements, "statement"), parts(t))
	}
	return text + "."
}

// finding is that sentence, whose marks it counts where they are of several
// analysts, and what is to be done about marks of older texts.
func finding(t tally.Tally, analysts, orphans, unsure int) string {
	text := "**" + sentence(t) + "**"
	if analysts > 1 {
		text += fmt.Sprintf(" What %d analysts marked is counted for each of them.", analysts)
	}
	if unsure > 0 {
		text += fmt.Sprintf(" %s %s found again in other words or in another place, and %s to be confirmed.", count(unsure, "mark"), verb(unsure, "was", "were"), isAre(unsure))
	}
	if orphans > 0 {
		text += fmt.Sprintf(" %s of an older text %s not in this one: %s listed at the end.", count(orphans, "mark"), isAre(orphans), verb(orphans, "it is", "they are"))
	}
	return text
}

// parts counts what is not sourced, "6 attributed (2 unnamed), 6 opinion, …".
func parts(t tally.Tally) string {
	var list []string
	if t.Hollow > 0 {
		list = append(list, fmt.Sprintf("%d called sourced with the reference missing", t.Hollow))
	}
	attributed := fmt.Sprintf("%d attributed", t.Tags[model.Attributed])
	if t.Unnamed > 0 {
		attributed += fmt.Sprintf(" (%d unnamed)", t.Unnamed)
	}
	list = append(list, attributed,
		fmt.Sprintf("%d opinion", t.Tags[model.Opinion]),
		fmt.Sprintf("%d unsourced", t.Tags[model.Unsourced]),
		fmt.Sprintf("%d unread", t.Unread()))
	return strings.Join(list, ", ")
}

// count is n with its noun.
func count(n int, noun string) string {
	return fmt.Sprintf("%d %s", n, verb(n, noun, noun+"s"))
}

// verb is one where n is 1, else many.
func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func isAre(n int) string { return verb(n, "is", "are") }

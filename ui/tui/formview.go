package tui

import (
	"strings"

	"obelus/model"
)

// draw lays the form over the half of the screen that the claim is not in.
func (f *form) draw(a *app, screen []string) []string {
	r := a.reader
	title := f.tag.Words()
	if n := r.number(); n > 0 {
		title = f.tag.Letter() + itoa(n) + " " + title
	}
	width := a.boxWidth()
	lines := []string{a.theme.Faint.Render(a.cut("“"+model.CleanLine(r.opened.Doc.VisibleOf(f.span))+"”", width-4)), ""}
	if f.tag == model.Nonclaim || len(screen) < len(f.fields)+8 {
		lines = lines[:1]
	}
	// On a low screen the fields around the one that is edited.
	room := max(1, len(screen)-2-len(lines))
	first := max(0, min(f.at-room/2, len(f.fields)-room))
	for i := first; i < min(len(f.fields), first+room); i++ {
		lines = append(lines, f.line(a, i, width-4))
	}
	where := atFoot
	if pos, _, _ := r.page.Locate(f.span.Start); rowsBetween(r.page, r.top, pos, r.frame.body) > r.frame.body/2 {
		where = atTop
	}
	foot := a.hintWords(ModeForm)
	return a.overlay(screen, box{title: title, lines: lines, foot: foot, width: width}, where)
}

// line is a field: its label, its value, and what the value means.
func (f *form) line(a *app, i, width int) string {
	fd := &f.fields[i]
	label, on := a.padTo(string(fd.name), 13), i == f.at
	if on {
		label = a.theme.Strong.Render(label)
	} else {
		label = a.theme.Faint.Render(label)
	}
	sign := "  "
	if on {
		sign = a.theme.Strong.Render("▸ ")
	}
	switch {
	case fd.terms != nil:
		return sign + label + a.termsLine(fd, on, width-15)
	case on:
		offered := a.offeredSign(f, fd)
		resizeInput(&fd.in, width-17-a.wide(offered))
		return sign + label + fd.in.View() + offered
	case fd.value() == "":
		return sign + label + a.theme.Faint.Render("—")
	}
	return sign + label + a.cut(model.CleanLine(fd.value()), width-15-12) + a.offeredSign(f, fd)
}

// offeredSign says that a value was found in the text.
func (a *app) offeredSign(f *form, fd *field) string {
	found := fd.name == fieldSpeaker && fd.value() != "" && fd.value() == f.offered.Speaker && f.before.Speaker == ""
	if fd.name == fieldReference && len(f.before.References) == 0 {
		for _, r := range f.offered.References {
			found = found || fd.value() == r.String()
		}
	}
	if !found {
		return ""
	}
	return a.theme.Faint.Render("  ⟨from text⟩")
}

// termsLine is a choice: all terms side by side where they fit, else the
// chosen one with what it means.
func (a *app) termsLine(fd *field, on bool, width int) string {
	meant := slicesHasMeaning(fd.terms)
	if !meant {
		parts := make([]string, len(fd.terms))
		for i, t := range fd.terms {
			if i == fd.chosen {
				parts[i] = a.theme.Strong.Render("▸" + t.Value)
			} else {
				parts[i] = a.theme.Faint.Render(" " + t.Value)
			}
		}
		if line := strings.Join(parts, "  "); a.wide(line) <= width {
			return line
		}
	}
	value := a.theme.Faint.Render("—")
	if fd.chosen >= 0 {
		t := fd.terms[fd.chosen]
		value = a.theme.Strong.Render(t.Value)
		if t.Also != "" {
			value += " / " + t.Also
		}
		if t.Meaning != "" {
			value += "  " + a.theme.Faint.Render(t.Meaning)
		}
	}
	if on {
		keys := "← →"
		if meant && len(fd.terms) > 0 {
			keys += " or " + firstLetters(fd.terms)
		}
		value += "   " + a.theme.Faint.Render(keys)
	}
	return a.cut(value, width)
}

func slicesHasMeaning(terms []model.Term) bool {
	for _, t := range terms {
		if t.Meaning != "" {
			return true
		}
	}
	return false
}

// firstLetters names the keys that choose among terms of one letter: "A–F".
func firstLetters(terms []model.Term) string {
	first, last := terms[0].Value, terms[len(terms)-1].Value
	if len(first) > 1 {
		return "a letter"
	}
	return first + "–" + last
}

// hintWords are a mode's hints as plain words, for the foot of a sheet.
func (a *app) hintWords(mode Mode) string {
	var parts []string
	for _, c := range a.keymap.of(mode) {
		if c.Hint != "" {
			parts = append(parts, c.Label()+" "+c.Hint)
		}
	}
	return strings.Join(parts, "   ")
}

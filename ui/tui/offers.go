package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// An offer is a value that a field could take.
type offer struct {
	text   string
	from   string // where it is from: "in the text", "in this brief", "in other briefs"
	origin string // of a reference: where that has it from
}

// Where offers are from, the nearest first.
const (
	fromText  = "in the text"
	fromBrief = "in this brief"
	fromStore = "in other briefs"
)

// offers are what a field could take, and which of them it has taken.
type offers struct {
	all    []offer
	filter string   // what was typed: only what holds its words is offered
	base   string   // what stands in the field while none is taken
	taken  int      // in matches, from 1; 0 is none
	hidden []string // what other fields of the kind hold already
	heard  int      // how much of what the form knows is in all
}

// add offers text as well, where it is not offered yet.
func (o *offers) add(text, from, origin string) {
	text = model.CleanLine(text)
	if text == "" {
		return
	}
	for _, known := range o.all {
		if known.text == text {
			return
		}
	}
	o.all = append(o.all, offer{text, from, origin})
}

// typed says that somebody wrote value into the field.
func (o *offers) typed(value string) { o.filter, o.base, o.taken = value, value, 0 }

// matches lists the offers that hold all the words that were typed.
func (o *offers) matches() []offer {
	words := strings.Fields(strings.ToLower(o.filter))
	var found []offer
	for _, of := range o.all {
		if holdsAll(strings.ToLower(of.text), words) && of.text != o.base && !slices.Contains(o.hidden, of.text) {
			found = append(found, of)
		}
	}
	return found
}

// take puts the next (n 1) or the previous (n -1) offer into the field; before
// the first stands what was typed. ok is false where nothing is offered.
func (f *field) take(n int) (taken offer, ok bool) {
	found := f.offers.matches()
	if f.terms != nil || f.note != nil || len(found) == 0 {
		return offer{}, false
	}
	if f.offers.taken == 0 {
		f.offers.base = f.in.Value()
	}
	f.offers.taken = (f.offers.taken + n + len(found) + 1) % (len(found) + 1)
	taken = offer{text: f.offers.base}
	if f.offers.taken > 0 {
		taken = found[f.offers.taken-1]
	}
	f.set(taken.text)
	return taken, true
}

// usedRead says what speakers and references marks name already.
type usedRead struct {
	form int
	used desk.Used
}

// readUsed asks the store what its newest marks name. Where it cannot be read
// only what the brief itself offers is offered.
func (a *app) readUsed(form int) tea.Cmd {
	ctx, worker := a.ctx, a.desk
	return func() tea.Msg {
		used, err := worker.Used(ctx)
		if err != nil {
			return nil
		}
		return usedRead{form, used}
	}
}

func (a *app) usedRead(msg usedRead) {
	for _, m := range a.modes {
		if f, ok := m.(*form); ok && f.id == msg.form {
			f.used = append(f.used, usedFrom{msg.used, fromStore})
			f.offer()
		}
	}
}

// usedFrom is what is used already, and where.
type usedFrom struct {
	desk.Used
	from string
}

// offer gives every field what it could take.
func (f *form) offer() {
	for i := range f.fields {
		fd := &f.fields[i]
		o := &fd.offers
		if o.base == "" && !fd.touched() && fd.terms == nil && fd.note == nil {
			o.base = fd.in.Value()
		}
		for _, used := range f.used[o.heard:] {
			o.addUsed(fd.name, used)
		}
		o.heard = len(f.used)
		if fd.name == fieldReference {
			o.hidden = f.otherReferences(i)
		}
		if fd.name == fieldHandling {
			for _, label := range []string{"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"} { // FIRST, TLP 2.0
				o.add(label, "TLP 2.0", "")
			}
		}
	}
}

// otherReferences are the references of the form but for the one at i.
func (f *form) otherReferences(i int) []string {
	var others []string
	for n := range f.fields {
		if n != i && f.fields[n].name == fieldReference {
			others = append(others, f.fields[n].value())
		}
	}
	return others
}

// addUsed offers what a field of that name can take of what is used.
func (o *offers) addUsed(name fieldName, used usedFrom) {
	switch name {
	case fieldSpeaker:
		for _, s := range used.Speakers {
			o.add(s, used.from, "")
		}
	case fieldReference:
		for _, r := range used.References {
			o.add(r.String(), used.from, r.Origin)
		}
	case fieldOrigin:
		for _, r := range used.References {
			o.add(r.Origin, used.from, "")
		}
	}
}

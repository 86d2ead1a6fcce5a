package tui

import (
	"slices"

	"obelus/model"
)

// A referenceGroup is a reference of a form, and the field that says where it
// has it from.
type referenceGroup struct {
	reference field
	origin    *field // nil while there is none
}

// arrangeReferences keeps the references among fields in order: below each that
// says something the field for where it has it from, and one empty line at the
// end for another. An empty one that the form does not stand on goes.
func arrangeReferences(fields []field) []field {
	first := slices.IndexFunc(fields, func(f field) bool { return f.name == fieldReference })
	if first < 0 {
		return fields
	}
	behind := first
	var groups []referenceGroup
	for ; behind < len(fields); behind++ {
		fd := fields[behind]
		if fd.name == fieldReference {
			groups = append(groups, referenceGroup{reference: fd})
		} else if fd.name == fieldOrigin {
			groups[len(groups)-1].origin = &fd
		} else {
			break
		}
	}
	arranged := slices.Clone(fields[:first])
	spare := false // the last one is empty
	for _, g := range groups {
		if g.idle() {
			continue
		}
		arranged = append(arranged, g.fields()...)
		spare = g.reference.value() == ""
	}
	if !spare {
		arranged = append(arranged, referenceField(model.Reference{}))
	}
	return append(arranged, fields[behind:]...)
}

// idle reports whether a group says nothing, and the form stands elsewhere.
func (g referenceGroup) idle() bool {
	return g.reference.value() == "" && !g.reference.focused && (g.origin == nil || !g.origin.focused)
}

// fields are the group's fields: an origin only of what there is.
func (g referenceGroup) fields() []field {
	switch named := g.reference.value() != ""; {
	case named && g.origin == nil:
		return []field{g.reference, textField(fieldOrigin, g.reference.ref.Origin)}
	case named, g.origin != nil && (g.origin.focused || g.origin.value() != ""):
		return []field{g.reference, *g.origin}
	}
	return []field{g.reference}
}

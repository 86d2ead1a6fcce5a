package desk

import (
	"fmt"

	"obelus/model"
)

// A MeanwhileError says that a mark or a brief is not what it was when somebody
// began to change it, so that the change would lose another's. It is
// model.ErrConflict.
type MeanwhileError struct {
	Mark  *model.Mark  // as it is now; nil where it is gone
	Brief *model.Brief // as it is now, where it is a brief
	Field string       // what was changed on both sides: "note", "tag", "place"; "" where the mark is gone
}

func (e *MeanwhileError) Error() string {
	switch {
	case e.Brief != nil:
		return fmt.Sprintf("the brief's %s was changed in another window meanwhile: that stays until you decide", e.Field)
	case e.Mark == nil:
		return "the mark was removed or moved in another window meanwhile: nothing was changed"
	case e.Field == fieldTag:
		return fmt.Sprintf("the mark is %s now, from another window: that stays until you tag it again", e.Mark.Tag.Words())
	}
	return fmt.Sprintf("the mark's %s was changed in another window meanwhile: that stays until you decide", e.Field)
}

// Unwrap gives model.ErrConflict.
func (e *MeanwhileError) Unwrap() error { return model.ErrConflict }

// What else than a detail both sides can change.
const (
	fieldTag   = "tag"
	fieldPlace = "place"
)

// merge makes what a tagging changes of the mark that it was begun on in the
// mark as it is now: after, whose tag and details were set as asked for.
func (w wantedMark) merge(before *model.Mark, after *model.Mark) error {
	was := w.Was
	if w.Seen != nil {
		was = &w.Seen.Tag
	}
	switch {
	case was == nil, before == nil && *was == "":
		return nil
	case before == nil:
		return &MeanwhileError{}
	}
	tag, clash := mergeTag(after.Tag, *was, before.Tag)
	if clash {
		return &MeanwhileError{Mark: before, Field: fieldTag}
	}
	if after.Tag = tag; w.Seen == nil {
		return nil
	}
	merged, field := after.Details.Merge(w.Seen.Details, before.Details)
	if field != "" {
		return &MeanwhileError{Mark: before, Field: field}
	}
	after.Details = merged
	return nil
}

// mergeTag is the tag after both sides' changes; clash says that each made
// another of it.
func mergeTag(mine, base, theirs model.Tag) (tag model.Tag, clash bool) {
	switch {
	case mine == base:
		return theirs, false
	case theirs == base, theirs == mine:
		return mine, false
	}
	return mine, true
}

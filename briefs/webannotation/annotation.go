package webannotation

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"obelus/model"
)

// incoming makes marks of an annotation: one of each of its targets, for what an
// annotation says it says of each of them (section 3.2).
func incoming(n node) ([]model.Incoming, error) {
	key := "target"
	if n.get(key).kind == absent {
		key = "hasTarget"
	}
	targets := n.get(key).all()
	if len(targets) == 0 {
		targets = []node{{}}
	}
	var marks []model.Incoming
	for i, target := range targets {
		one := node{kind: object}
		for _, m := range n.members {
			if m.key == key {
				one.put("target", target)
			} else {
				one.put(m.key, m.value)
			}
		}
		in, err := incomingOf(one)
		if err != nil {
			return nil, err
		}
		if i > 0 { // a second place is another mark, always the same one
			in.Name, in.Mark.ID = fmt.Sprintf("%s#%d", or(in.Name, iriOf(in.Mark.ID)), i+1), ""
		}
		marks = append(marks, in)
	}
	return marks, nil
}

func or(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

// incomingOf makes a mark of an annotation with one target.
func incomingOf(n node) (in model.Incoming, err error) {
	m := &in.Mark
	name := n.at("id", "@id").str()
	if id, ours := markIDOf(name); ours {
		m.ID = id
	} else {
		in.Name = name
	}
	t := takenOf(n)
	if err := readTag(n, &t, &in); err != nil {
		return in, err
	}
	readTimes(n, m)
	m.Analyst = analystOf(n)
	if err := readDetails(n, t, m); err != nil {
		return in, err
	}
	if err := readTarget(n, &in); err != nil {
		return in, err
	}
	return in, readExtra(n, t, name, &in)
}

// takenOf finds what of an annotation is a mark's. Of one of ours that are the
// bodies that say so; of another's the first that reads like a tag of ours, and
// the first that is a comment.
func takenOf(n node) taken {
	t := taken{note: -1, tagging: -1, quote: quoteAt(n), keys: []string{"id", "@id"}}
	bodies := n.get("body").all()
	said := false
	for i, b := range bodies {
		switch b.at(keyDetail).str() {
		case detailTag:
			t.tagging, said = i, true
		case detailNote:
			t.note, said = i, true
		}
	}
	if !said {
		t.tagging = slices.IndexFunc(bodies, func(b node) bool { _, ok := taggedBy(b); return ok })
		t.note = slices.IndexFunc(bodies, isComment)
	}
	if t.note < 0 && !said {
		for _, key := range []string{"bodyValue", "text"} { // section 3.2.5; Hypothesis
			if n.get(key).str() != "" {
				t.keys = append(t.keys, key)
				break
			}
		}
	}
	for _, key := range []string{"created", "modified", "updated"} {
		if _, ok := readStamp(n.get(key).str()); ok {
			t.keys = append(t.keys, key)
		}
	}
	t.creator = creatorName(n.get("creator")) != ""
	return t
}

// isText reports whether a body is a text with that in it.
func isText(b node) bool { return b.kind == object && b.at("value", "chars").str() != "" }

// taggedBy is the tag of ours that a body gives: one that says that it tags or
// classifies, or that says not what it is for and is nothing but a tag.
func taggedBy(b node) (model.Tag, bool) {
	purposes := b.at("purpose", "motivation").strs()
	tags := len(purposes) == 0 || hasType(b, "Tag") || slices.ContainsFunc(purposes, func(p string) bool {
		return slices.Contains([]string{"tagging", "classifying", "assessing"}, localName(p))
	})
	if !tags || !isText(b) {
		return "", false
	}
	return tagIn(b.at("value", "chars").str())
}

// isComment reports whether a body is what its author has to say.
func isComment(b node) bool {
	if _, tag := taggedBy(b); tag || !isText(b) || hasType(b, "Tag") {
		return false
	}
	purposes := b.at("purpose", "motivation").strs()
	return !slices.ContainsFunc(purposes, func(p string) bool {
		return slices.Contains([]string{"tagging", "classifying", "identifying", "linking", "bookmarking"}, localName(p))
	})
}

// localName is a word of the model's without its namespace.
func localName(p string) string { return p[strings.LastIndexAny(p, ":#/")+1:] }

// readTag reads the tag. Where our own body was given another one than we wrote,
// a person did that with another program, and that stands.
func readTag(n node, t *taken, in *model.Incoming) error {
	bodies := n.get("body").all()
	if tag := n.at(keyTag); tag.kind != absent {
		in.Mark.Tag = model.Tag(tag.str())
		if !in.Mark.Tag.Valid() {
			return fmt.Errorf("its tag %s is none: write sourced, attributed, opinion, unsourced or nonclaim", quoted(tag.str()))
		}
		if t.tagging >= 0 {
			if changed, ok := tagIn(bodies[t.tagging].get("value").str()); ok && changed != in.Mark.Tag {
				in.Mark.Tag, in.Edited = changed, []string{"tag"}
			}
		}
		return nil
	}
	found := map[model.Tag]bool{}
	for _, b := range bodies {
		if tag, ok := taggedBy(b); ok {
			found[tag], in.Mark.Tag = true, tag
		}
	}
	for _, word := range n.get("tags").strs() {
		if tag, ok := tagIn(word); ok {
			found[tag], in.Mark.Tag = true, tag
			t.tags = append(t.tags, word)
		}
	}
	if len(found) > 1 {
		return errors.New("it has several of the tags, and a mark has one")
	}
	return nil
}

func readTimes(n node, m *model.Mark) {
	m.Created, _ = readStamp(n.get("created").str())
	var ok bool
	if m.Updated, ok = readStamp(n.get("modified").str()); !ok {
		m.Updated, _ = readStamp(n.get("updated").str())
	}
	if m.Updated.IsZero() && n.at(keyTag).kind == absent {
		m.Updated = m.Created
	}
}

// analystOf is who made an annotation: the creator's name, or the user of
// Hypothesis, who is called "acct:NAME@HOST".
func analystOf(n node) model.Analyst {
	name := creatorName(n.get("creator"))
	if name == "" {
		name = strings.TrimPrefix(n.get("user").str(), "acct:")
		name, _, _ = strings.Cut(name, "@")
	}
	if n.at(keyTag).kind == absent {
		name = model.CleanLine(name)
	}
	return model.Analyst(name)
}

// creatorName is the name of an agent (section 3.3.2), who can be a mere
// address.
func creatorName(v node) string {
	all := v.all()
	if len(all) == 0 {
		return ""
	}
	if all[0].kind == text {
		return all[0].text
	}
	for _, key := range []string{"name", "nickname", "id"} {
		if names := all[0].get(key).strs(); len(names) > 0 && names[0] != "" {
			return names[0]
		}
	}
	return ""
}

func readDetails(n node, t taken, m *model.Mark) error {
	d := &m.Details
	for _, part := range details {
		v := n.at(part.key).str()
		if _, known := model.TermFor(part.terms, v); v != "" && part.terms != nil && !known {
			return fmt.Errorf("its %s %s is none", localName(part.key), quoted(v))
		}
		part.set(d, v)
	}
	if n.at(keyTag).kind == absent && d.Status == "" {
		d.Status = model.Open
	}
	for _, r := range n.at(keyRefs).all() {
		var reference model.Reference
		for _, part := range referenceParts {
			*part.at(&reference) = r.at(part.key).str()
		}
		d.References = append(d.References, reference)
	}
	switch bodies := n.get("body").all(); {
	case t.note >= 0:
		d.Note = bodies[t.note].at("value", "chars").str()
	case slices.Contains(t.keys, "bodyValue"):
		d.Note = n.get("bodyValue").str()
	case slices.Contains(t.keys, "text"):
		d.Note = n.get("text").str()
	}
	return nil
}

// readExtra keeps what the annotation says besides the mark, and by which name
// another program calls it.
func readExtra(n node, t taken, name string, in *model.Incoming) error {
	rest := restOf(n, in.Mark, t)
	if in.Name != "" {
		if isIRI(name) {
			rest.replace("via", listOf(append(slices.Clone(rest.get("via").all()), textNode(name))...)) // section 3.3.6
		} else {
			rest.replace(keyName, textNode(name))
		}
		rest = rest.sorted()
	}
	in.Mark.Extra = extraText(rest)
	if kept := n.at(keyExtra); kept.kind == text {
		if _, ok := parseExtra(kept.text); !ok {
			return errors.New("what it keeps of another program is no JSON object")
		}
		in.Mark.Extra = kept.text
	}
	if len(in.Mark.Extra) > maxExtra {
		return fmt.Errorf("it says %d KB besides what a mark holds, and at most %d KB are kept", len(in.Mark.Extra)>>10, maxExtra>>10)
	}
	return nil
}

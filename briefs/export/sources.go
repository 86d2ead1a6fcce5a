package export

import (
	"fmt"
	"net/url"
	"strings"

	"obelus/model"
)

// An origin is where references have what they say from, and who cites it.
type origin struct {
	name       string
	references []model.Reference
	marks      []int // indexes of the marks that cite it, in order
}

// Sources is what the references and speakers of a brief come to.
type sources struct {
	references  int // citations, each time one is given
	cited       int // marks that give any
	origins     []origin
	single      []int // marks all of whose references rest on one origin
	speakers    []speaker
	reliability map[model.Reliability]int // sourced and attributed marks by rating; "" is not rated
	credibility map[model.Credibility]int
}

// A speaker is somebody whom attributed marks name.
type speaker struct {
	name  string
	marks []int
}

// summarise reads what marks give as sources.
func summarise(marks []model.Mark) sources {
	s := sources{reliability: make(map[model.Reliability]int), credibility: make(map[model.Credibility]int)}
	byOrigin, bySpeaker := make(map[string]int), make(map[string]int)
	for i, m := range marks {
		d := shownDetails(m.Tag, m.Details)
		if m.Tag == model.Attributed {
			s.addSpeaker(bySpeaker, d.Speaker, i)
		}
		if m.Tag == model.Attributed || m.Tag == model.Sourced {
			s.reliability[d.Reliability]++
			s.credibility[d.Credibility]++
		}
		if len(d.References) == 0 {
			continue
		}
		s.cited++
		s.references += len(d.References)
		own := make(map[string]bool)
		for _, r := range d.References {
			own[s.addReference(byOrigin, r, i)] = true
		}
		if len(own) == 1 {
			s.single = append(s.single, i)
		}
	}
	return s
}

// addReference notes that mark cites r, and gives its origin's key.
func (s *sources) addReference(index map[string]int, r model.Reference, mark int) string {
	name := originOf(r)
	key := fold(name)
	i, known := index[key]
	if !known {
		i = len(s.origins)
		index[key] = i
		s.origins = append(s.origins, origin{name: name})
	}
	o := &s.origins[i]
	o.marks = appendNew(o.marks, mark)
	for _, have := range o.references {
		if have.Title == r.Title && have.URL == r.URL {
			return key
		}
	}
	o.references = append(o.references, r)
	return key
}

func (s *sources) addSpeaker(index map[string]int, name string, mark int) {
	key := fold(name)
	i, known := index[key]
	if !known {
		i = len(s.speakers)
		index[key] = i
		s.speakers = append(s.speakers, speaker{name: model.CleanLine(name)})
	}
	s.speakers[i].marks = append(s.speakers[i].marks, mark)
}

// rated reports whether any mark has a rating.
func (s sources) rated() bool {
	return len(s.reliability) > 1 || len(s.credibility) > 1 ||
		len(s.reliability) == 1 && s.reliability[""] == 0 || len(s.credibility) == 1 && s.credibility[""] == 0
}

// originOf is where r has it from: its origin, else the site it stands on,
// else its title.
func originOf(r model.Reference) string {
	if o := model.CleanLine(r.Origin); o != "" {
		return o
	}
	if u, err := url.Parse(r.URL); err == nil && u.Hostname() != "" {
		return strings.TrimPrefix(u.Hostname(), "www.")
	}
	return model.CleanLine(nameOf(r))
}

// fold is text as names are compared.
func fold(text string) string { return strings.ToLower(model.CleanLine(text)) }

// appendNew appends mark unless it is the last already.
func appendNew(list []int, mark int) []int {
	if n := len(list); n > 0 && list[n-1] == mark {
		return list
	}
	return append(list, mark)
}

// writeSources writes the summary of references, grades and speakers.
func writeSources(b *strings.Builder, marks []model.Mark, signs []sign) {
	s := summarise(marks)
	if s.references == 0 && len(s.speakers) == 0 {
		return
	}
	b.WriteString("## Sources\n\n")
	b.WriteString(s.counted())
	if single := s.singly(); single != "" {
		b.WriteString(" " + single + ": " + labelsOf(s.single, signs) + ".")
	}
	b.WriteString("\n\n")
	if s.rated() {
		fmt.Fprintf(b, "Statements by source reliability: %s. By information credibility: %s.\n\n",
			graded(model.ReliabilityTerms(), s.reliability), graded(model.CredibilityTerms(), s.credibility))
	}
	if s.references > 0 {
		s.writeOrigins(b, signs)
	}
	if len(s.speakers) > 0 {
		b.WriteString("| speaker | statements |\n| --- | --- |\n")
		for _, sp := range s.speakers {
			name := plain(sp.name)
			if name == "" {
				name = "*nobody named*"
			}
			fmt.Fprintf(b, "| %s | %s |\n", name, labelsOf(sp.marks, signs))
		}
		b.WriteString("\n")
	}
}

// counted says how many references and origins there are.
func (s sources) counted() string {
	if s.references == 0 {
		return "No reference is given."
	}
	return fmt.Sprintf("%s in %s, from %s.", count(s.references, "reference"), count(s.cited, "statement"), count(len(s.origins), "distinct origin"))
}

// singly says how many statements rest on one origin, without naming them; ""
// where none does.
func (s sources) singly() string {
	n := len(s.single)
	if n == 0 {
		return ""
	}
	return count(n, "statement") + verb(n, " rests", " rest") + " on one origin alone"
}

// writeOrigins writes the table of origins.
func (s sources) writeOrigins(b *strings.Builder, signs []sign) {
	b.WriteString("| origin | references | statements |\n| --- | --- | --- |\n")
	for _, o := range s.origins {
		names := make([]string, 0, len(o.references))
		for _, r := range o.references {
			names = append(names, plain(nameOf(r)))
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", plain(o.name), strings.Join(names, "; "), labelsOf(o.marks, signs))
	}
	b.WriteString("\n")
}

// graded counts ratings in the order of terms, those without one last.
func graded[G ~string](terms []model.Term, counts map[G]int) string {
	var list []string
	for _, t := range terms {
		if n := counts[G(t.Value)]; n > 0 {
			list = append(list, fmt.Sprintf("%s (%s) %d", t.Value, t.Meaning, n))
		}
	}
	if n := counts[""]; n > 0 {
		list = append(list, fmt.Sprintf("not rated %d", n))
	}
	return strings.Join(list, ", ")
}

// labelsOf lists labels of marks.
func labelsOf(marks []int, signs []sign) string {
	list := make([]string, 0, len(marks))
	for _, i := range marks {
		list = append(list, string(signs[i].label))
	}
	return strings.Join(list, ", ")
}

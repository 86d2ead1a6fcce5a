package export

import "obelus/model"

// A Summary is what the references that marks give come to, as the annotated
// Markdown's section on sources counts them.
type Summary struct {
	References  int                       // each time one is given
	Cited       int                       // marks that give any
	Origins     []string                  // where references have what they say from, each once, as written first
	Single      []Single                  // marks all of whose references rest on one origin, in order
	Reliability map[model.Reliability]int // sourced and attributed marks by rating; "" is not rated
	Credibility map[model.Credibility]int
}

// A Single is a mark that rests on one origin.
type Single struct {
	Mark   int // its index
	Origin string
}

// Summarise counts the references of marks.
func Summarise(marks []model.Mark) Summary {
	s := summarise(marks)
	out := Summary{References: s.references, Cited: s.cited, Reliability: s.reliability, Credibility: s.credibility}
	single := make(map[int]bool, len(s.single))
	for _, i := range s.single {
		single[i] = true
		out.Single = append(out.Single, Single{Mark: i})
	}
	origins := make(map[int]string, len(s.single))
	for _, o := range s.origins {
		out.Origins = append(out.Origins, o.name)
		for _, i := range o.marks {
			if single[i] {
				origins[i] = o.name
			}
		}
	}
	for n := range out.Single {
		out.Single[n].Origin = origins[out.Single[n].Mark]
	}
	return out
}

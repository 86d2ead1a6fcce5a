package agreement

// result makes the coefficients of what was counted.
func (m *measuring) result() Unitizing {
	u := Unitizing{All: m.all(), Marked: m.marked()}
	in := m.meeting()
	u.Tagged, u.Coverage = in.alpha(), in.letters/float64(m.analysts*m.length)
	for v := 1; v < len(m.values); v++ {
		u.Tags = append(u.Tags, TagAgreement{Tag: m.values[v], Tagged: in.of(v), Coverage: in.sums[v] / float64(m.total[v])})
	}
	return u
}

// coincidences is how many letters of value v coincide with letters of value w.
func (m *measuring) coincidences(v, w int) float64 {
	return float64(m.together[v][w]) / float64(m.analysts-1)
}

// chance is by what two values' letters are multiplied to say how many of them
// chance would pair.
func (m *measuring) chance() float64 {
	n, squares := float64(m.analysts*m.length), 0.0
	for _, s := range m.squares {
		squares += float64(s)
	}
	return n / (n*n - squares)
}

// all is ᵤα.
func (m *measuring) all() Alpha {
	letters, chance := float64(m.analysts*m.length), m.chance()
	observed, expected := 0.0, 0.0
	for v := range m.values {
		for w := range m.values {
			if v != w {
				observed += m.coincidences(v, w)
				expected += float64(m.total[v]) * float64(m.total[w]) * chance
			}
		}
	}
	return newAlpha(observed, expected, letters)
}

// marked is |ᵤα: all tags are one value.
func (m *measuring) marked() Alpha {
	letters, gap := float64(m.analysts*m.length), float64(m.total[0])
	observed := 0.0
	for v := 1; v < len(m.values); v++ {
		observed += 2 * m.coincidences(v, 0)
	}
	return newAlpha(observed, 2*gap*(letters-gap)*m.chance(), letters)
}

// A meeting is what is paired of marks with marks.
type meeting struct {
	together [][]float64 // letters by their two values; those of the gap are nothing
	sums     []float64   // by value
	letters  float64
	chance   float64   // by what two values' letters are multiplied
	own      []float64 // of a value's letters squared, what chance cannot pair: a mark with itself
}

// meeting leaves the gaps out.
func (m *measuring) meeting() meeting {
	n, others := len(m.values), float64(m.analysts-1)
	in := meeting{together: make([][]float64, n), sums: make([]float64, n), own: make([]float64, n)}
	squares := 0.0
	for v := range m.values {
		in.together[v] = make([]float64, n)
		for w := 1; v > 0 && w < n; w++ {
			in.together[v][w] = m.coincidences(v, w)
			in.sums[v] += in.together[v][w]
		}
		in.letters += in.sums[v]
		in.own[v] = float64(m.paired[v]) / (others * others)
		squares += in.own[v]
	}
	if rest := in.letters*in.letters - squares; rest > 0 {
		in.chance = in.letters / rest
	}
	return in
}

// alpha is ᶜᵤα.
func (in meeting) alpha() Alpha {
	observed, expected := 0.0, 0.0
	for v := range in.sums {
		for w := range in.sums {
			if v != w {
				observed += in.together[v][w]
				expected += in.sums[v] * in.sums[w] * in.chance
			}
		}
	}
	return newAlpha(observed, expected, in.letters)
}

// of is (k)ᵤα of one value: its own disagreement, by that of chance for as many
// letters.
func (in meeting) of(v int) Alpha {
	observed, expected, all := 0.0, 0.0, 0.0
	for w := range in.sums {
		pairs := in.sums[v] * in.sums[w]
		if v == w {
			pairs -= in.own[v]
		} else {
			observed += in.together[v][w]
			expected += pairs * in.chance
		}
		all += pairs * in.chance
	}
	if all <= 0 {
		return newAlpha(observed, 0, in.sums[v])
	}
	return newAlpha(observed, expected*in.sums[v]/all, in.sums[v])
}

package search

import "math/bits"

// A bitset is a set of small numbers. What lies beyond its length is not in it.
type bitset []uint64

func (s *bitset) add(i int) {
	for i/64 >= len(*s) {
		*s = append(*s, 0)
	}
	(*s)[i/64] |= 1 << (i % 64)
}

func (s bitset) has(i int) bool { return i/64 < len(s) && s[i/64]>>(i%64)&1 != 0 }

// rankEvery is how many words of a set stand between two of its counts.
const rankEvery = 8

// ranks counts the members before every rankEvery-th word.
func (s bitset) ranks() []int32 {
	counts := make([]int32, 0, len(s)/rankEvery+1)
	total := 0
	for i, word := range s {
		if i%rankEvery == 0 {
			counts = append(counts, int32(total))
		}
		total += bits.OnesCount64(word)
	}
	return counts
}

// rank is how many members are smaller than i, which is one; counts are s's.
func (s bitset) rank(counts []int32, i int) int {
	word := i / 64
	n := int(counts[word/rankEvery])
	for _, w := range s[word/rankEvery*rankEvery : word] {
		n += bits.OnesCount64(w)
	}
	return n + bits.OnesCount64(s[word]&(1<<(i%64)-1))
}

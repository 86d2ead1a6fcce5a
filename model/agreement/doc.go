// Package agreement measures how far analysts agree who marked the same text:
// over its units by Cohen's kappa, and over its letters by Krippendorff's alpha
// for unitizing, which gives credit for what two marks share.
//
// Kappa takes units as given and labels them; that suits sentences. Alpha takes
// the text as one continuum on which each analyst set marks, and also measures
// whether they set them in the same places.
//
//   - Jacob Cohen: A Coefficient of Agreement for Nominal Scales. Educational and
//     Psychological Measurement 20 (1960), 37–46.
//   - Klaus Krippendorff, Yann Mathet, Stéphane Bouvry, Antoine Widlöcher: On the
//     reliability of unitizing textual continua: Further developments. Quality &
//     Quantity 50 (2016), 2347–2364; and Krippendorff: Content Analysis, 4th ed.
//     (2019), section 12.6.
//
// What is counted is counted in whole numbers; only the last division is of
// floating point.
package agreement

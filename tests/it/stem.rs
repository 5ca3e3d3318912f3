//! The stemmer, held to the one that Snowball generates.

use epigraph::stem::stem;
use epigraph::{builtin, text};
use pagefind_stem::{Algorithm, Stemmer};
use proptest::prelude::*;

#[test]
fn inflections_share_a_stem() {
    for (a, b) in [("retrain", "retraining"), ("evaluate", "evaluation"), ("business", "businesses")] {
        assert_eq!(stem(a), stem(b), "{a} {b}");
    }
    assert_ne!(stem("data"), stem("date"));
}

/// Each beginning with each ending: every rule, in and out of the regions it asks for.
#[test]
fn every_ending_is_treated_as_snowball_treats_it() {
    let snowball = Stemmer::create(Algorithm::English);
    let beginnings = "a b ex pl say fl ston apol alph cat hop hopp add egg fizz agre excee succ proc exc dy ly tie \
        even cann inn earr herr out communi gener univers past arsen emerg later inter organ rat valenc differ radic \
        vil anal conform decis hopef callous form sensit electr triplic hope good allow adjust defens adopt homolog \
        effect bowdler prob ceas roll y yy enjoy boy skat archaeolog yaw wax by cr cl ow str eva lu";
    let endings = "e ed eed eedly edly ing ingly s us ss sses ies ied y ily ying at bl iz ational tional enci anci \
        abli entli izer ization ation ator alism aliti alli fulness fulli ousli ousness iveness iviti biliti bli \
        ogist logi ogi lessli li ely icate ative alize iciti ical ful ness al ance ence er ic able ible ant ement \
        ment ent ism ate iti ous ive ize sion tion ion ll le atively icativeness ishly lest ast er ers";
    for beginning in beginnings.split_whitespace() {
        for ending in endings.split_whitespace().chain([""]) {
            for end in ["", "s", "ly", "ing"] {
                let word = [beginning, ending, end].concat();
                assert_eq!(stem(&word), snowball.stem(&word), "{word}");
            }
        }
    }
}

#[test]
fn words_with_a_stem_of_their_own_have_it() {
    let snowball = Stemmer::create(Algorithm::English);
    for word in "skis skies idly gently ugly early only singly sky news howe atlas cosmos bias andes evening canning \
        inning earring herring outing proceed exceed succeed dying lying tying added egging"
        .split_whitespace()
    {
        assert_eq!(stem(word), snowball.stem(word), "{word}");
    }
}

#[test]
fn every_word_of_the_builtin_collection_has_snowballs_stem() {
    let snowball = Stemmer::create(Algorithm::English);
    let mut words = 0;
    for quote in builtin().quotes() {
        for word in text::words(quote.text) {
            assert_eq!(stem(&word.folded), snowball.stem(&word.folded));
            words += 1;
        }
    }
    assert!(words > 1000);
}

proptest! {
    #[test]
    fn any_word_has_snowballs_stem(word in "([a-z0-9]{0,12}|(qu|[aeiouy]|[bcdfghklmnprstvwxyz]{1,2}){0,8})(s|ed|ing|ly|al|e|ness)?") {
        prop_assert_eq!(stem(&word), Stemmer::create(Algorithm::English).stem(&word));
    }

    #[test]
    fn a_word_of_another_script_stays_as_it_is(word in "[а-я\\p{Han}é]{1,8}(s|ing)?") {
        prop_assert_eq!(stem(&word), word);
    }
}

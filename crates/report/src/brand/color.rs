//! A color that people can read: its contrast with what it stands on, by the formula of WCAG 2.1.
//!
//! The formula is worked out in whole numbers. The one power in it, of each channel, stands in a table for all 256 values.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A color by its channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Color([u8; 3]);

/// The colors of a page's headings, links and boxes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Colors {
    pub(crate) on_light: Color,
    pub(crate) on_dark: Color,
}

/// What a color stands on, in one of the two looks of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ground {
    Light,
    Dark,
}

/// The contrast, in hundredths, that text of ordinary size needs: level AA of WCAG 2.1.
pub(crate) const ENOUGH: u32 = 450;

impl Ground {
    /// The paper, a box on it, and what is written on a box of the color itself, as in the page's style sheet.
    fn colors(self) -> [Color; 3] {
        match self {
            Ground::Light => [Color([0xFF; 3]), Color([0xF4, 0xF6, 0xF9]), Color([0xFF; 3])],
            Ground::Dark => [Color([0x12, 0x16, 0x1D]), Color([0x1B, 0x21, 0x2B]), Color([0x0E, 0x16, 0x21])],
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Ground::Light => "light",
            Ground::Dark => "dark",
        }
    }
}

impl Color {
    /// `#7a1f3d` or `#abc`, with or without the sign in front.
    pub(crate) fn parse(text: &str) -> Option<Color> {
        let digits: Option<Vec<u32>> = text.strip_prefix('#').unwrap_or(text).chars().map(|c| c.to_digit(16)).collect();
        let byte = |high: u32, low: u32| u8::try_from(high * 16 + low).ok();
        match *digits?.as_slice() {
            [r, g, b] => Some(Color([byte(r, r)?, byte(g, g)?, byte(b, b)?])),
            [r, s, g, h, b, c] => Some(Color([byte(r, s)?, byte(g, h)?, byte(b, c)?])),
            _ => None,
        }
    }

    /// Relative luminance, of ten million.
    fn luminance(self) -> u32 {
        let Color([red, green, blue]) = self;
        let linear = |channel: u8| LINEAR.get(usize::from(channel)).copied().unwrap_or_default();
        // Below 2^32: the weights are 10,000 in all, and the largest entry is ten million.
        let sum = 2126 * u64::from(linear(red)) + 7152 * u64::from(linear(green)) + 722 * u64::from(linear(blue));
        u32::try_from(sum / 10_000).unwrap_or(u32::MAX)
    }

    /// The contrast of two colors in hundredths, rounded down: 100 to 2100.
    pub(crate) fn contrast(self, other: Color) -> u32 {
        // A twentieth is added to both, for the light that every screen reflects.
        let [one, two] = [self, other].map(|color| u64::from(color.luminance()) + 500_000);
        u32::try_from(one.max(two) * 100 / one.min(two)).unwrap_or(u32::MAX)
    }

    /// The least contrast with what it stands on, in hundredths.
    pub(crate) fn least_contrast(self, ground: Ground) -> u32 {
        ground.colors().into_iter().map(|under| self.contrast(under)).min().unwrap_or_default()
    }

    /// The nearest shade of this color with enough contrast: mixed with as little black, or on dark ground white, as it takes.
    pub(crate) fn readable(self, ground: Ground) -> Color {
        let end = match ground {
            Ground::Light => 0,
            Ground::Dark => 255,
        };
        let mixed = |part: u32| {
            let channel = |own: u8| u8::try_from((u32::from(own) * (255 - part) + end * part) / 255).unwrap_or(u8::MAX);
            Color(self.0.map(channel))
        };
        let shade = (0..=255).map(mixed).find(|shade| shade.least_contrast(ground) >= ENOUGH);
        shade.unwrap_or_else(|| mixed(255))
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Color([red, green, blue]) = self;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The linear light of each value of a channel, of ten million: `v/12.92` up to 10, and `((v+0.055)/1.055)^2.4` above, where
/// `v` is the value as a part of 255. A test computes it anew.
#[rustfmt::skip]
const LINEAR: [u32; 256] = [
    0, 3035, 6071, 9106, 12_141, 15_176, 18_212, 21_247, 24_282, 27_317, 30_353, 33_465,
    36_765, 40_247, 43_914, 47_770, 51_815, 56_054, 60_488, 65_121, 69_954, 74_990, 80_232, 85_681,
    91_341, 97_212, 103_298, 109_601, 116_122, 122_865, 129_830, 137_021, 144_438, 152_085, 159_963, 168_074,
    176_420, 185_002, 193_824, 202_886, 212_190, 221_739, 231_534, 241_576, 251_869, 262_412, 273_209, 284_260,
    295_568, 307_134, 318_960, 331_048, 343_398, 356_013, 368_895, 382_044, 395_462, 409_152, 423_114, 437_350,
    451_862, 466_651, 481_718, 497_066, 512_695, 528_606, 544_803, 561_285, 578_054, 595_112, 612_461, 630_100,
    648_033, 666_259, 684_782, 703_601, 722_719, 742_136, 761_854, 781_874, 802_198, 822_827, 843_762, 865_005,
    886_556, 908_417, 930_590, 953_075, 975_873, 998_987, 1_022_417, 1_046_165, 1_070_231, 1_094_617, 1_119_324, 1_144_354,
    1_169_707, 1_195_384, 1_221_388, 1_247_718, 1_274_377, 1_301_365, 1_328_683, 1_356_333, 1_384_316, 1_412_633, 1_441_285, 1_470_273,
    1_499_598, 1_529_262, 1_559_265, 1_589_608, 1_620_294, 1_651_322, 1_682_694, 1_714_411, 1_746_474, 1_778_884, 1_811_642, 1_844_750,
    1_878_208, 1_912_017, 1_946_178, 1_980_693, 2_015_563, 2_050_787, 2_086_369, 2_122_308, 2_158_605, 2_195_262, 2_232_280, 2_269_659,
    2_307_400, 2_345_506, 2_383_976, 2_422_811, 2_462_013, 2_501_583, 2_541_521, 2_581_829, 2_622_507, 2_663_556, 2_704_978, 2_746_773,
    2_788_943, 2_831_487, 2_874_408, 2_917_706, 2_961_383, 3_005_438, 3_049_873, 3_094_689, 3_139_887, 3_185_468, 3_231_432, 3_277_781,
    3_324_515, 3_371_636, 3_419_144, 3_467_041, 3_515_326, 3_564_001, 3_613_068, 3_662_526, 3_712_377, 3_762_621, 3_813_260, 3_864_294,
    3_915_725, 3_967_552, 4_019_778, 4_072_402, 4_125_426, 4_178_851, 4_232_677, 4_286_905, 4_341_536, 4_396_572, 4_452_012, 4_507_858,
    4_564_110, 4_620_770, 4_677_838, 4_735_315, 4_793_202, 4_851_499, 4_910_208, 4_969_330, 5_028_865, 5_088_813, 5_149_177, 5_209_956,
    5_271_151, 5_332_764, 5_394_795, 5_457_245, 5_520_114, 5_583_404, 5_647_115, 5_711_248, 5_775_804, 5_840_784, 5_906_188, 5_972_018,
    6_038_273, 6_104_956, 6_172_066, 6_239_604, 6_307_571, 6_375_969, 6_444_797, 6_514_056, 6_583_748, 6_653_873, 6_724_432, 6_795_425,
    6_866_853, 6_938_718, 7_011_019, 7_083_758, 7_156_935, 7_230_551, 7_304_607, 7_379_104, 7_454_042, 7_529_422, 7_605_245, 7_681_511,
    7_758_222, 7_835_378, 7_912_979, 7_991_027, 8_069_523, 8_148_466, 8_227_858, 8_307_699, 8_387_990, 8_468_732, 8_549_926, 8_631_572,
    8_713_671, 8_796_224, 8_879_231, 8_962_694, 9_046_612, 9_130_987, 9_215_819, 9_301_109, 9_386_857, 9_473_065, 9_559_734, 9_646_862,
    9_734_453, 9_822_506, 9_911_021, 10_000_000,
];

#[cfg(test)]
mod tests {
    use super::{Color, ENOUGH, Ground, LINEAR};

    fn color(text: &str) -> Color {
        Color::parse(text).unwrap_or(Color([0; 3]))
    }

    #[test]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the formula as it is written")]
    fn the_table_is_that_of_the_formula() {
        for (value, linear) in LINEAR.iter().enumerate() {
            let part = value as f64 / 255.0;
            let light = if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
            assert_eq!(*linear, (light * 1e7).round() as u32, "{value}");
        }
    }

    #[test]
    fn contrasts_are_those_that_others_compute() {
        assert_eq!(color("#000").contrast(color("#fff")), 2100);
        assert_eq!(color("#777777").contrast(color("#ffffff")), 447);
        assert_eq!(color("#767676").contrast(color("#ffffff")), 454);
        assert_eq!(color("#123456").contrast(color("#123456")), 100);
    }

    #[test]
    fn a_shade_that_can_be_read_is_near() {
        for ground in [Ground::Light, Ground::Dark] {
            for text in ["#ffcc00", "#00ff00", "#ff0000", "#ffffff", "#000000", "#8899aa", "#1d5a9e"] {
                let shade = color(text).readable(ground);
                assert!(shade.least_contrast(ground) >= ENOUGH, "{text} {shade}");
                assert_eq!(shade.readable(ground), shade, "one that can be read stays");
            }
        }
        assert_eq!(color("#1d5a9e").readable(Ground::Light), color("#1d5a9e"));
    }

    #[test]
    fn the_grounds_are_those_of_the_page() {
        let style = include_str!("../html/page.css");
        let [light, dark] = [Ground::Light, Ground::Dark].map(|ground| {
            let [paper, panel, on_accent] = ground.colors();
            [format!("--paper: {paper};"), format!("--panel: {panel};"), format!("--on-accent: {on_accent};")]
        });
        let (before, after) = style.split_once("prefers-color-scheme: dark").unwrap_or_default();
        light.iter().for_each(|line| assert!(before.contains(line), "{line}"));
        dark.iter().for_each(|line| assert!(after.contains(line), "{line}"));
    }

    #[test]
    fn what_is_no_color() {
        for text in ["", "#", "#12", "#12345", "#1234567", "red", "#12345g", "##123456", "#ääb"] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
        assert_eq!(Color::parse("#AbC").map(|color| color.to_string()).as_deref(), Some("#aabbcc"));
    }
}

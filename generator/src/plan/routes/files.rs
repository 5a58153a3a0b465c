//! Files of routes: where requests and responses are many, they are divided by the paths of their operations.

use super::{Group, RouteOp, Routes};
use crate::ir;
use crate::plan::files::{self, Part, Piece};

/// The files for the requests and responses of a group; none if they are in the file of its trait.
pub fn of_group(routes: &Routes<'_>, group: &Group) -> Vec<Part> {
    let mut pieces: Vec<Piece> = group.operations.iter().filter_map(|at| piece(routes, *at, false)).collect();
    let common = common_words(&pieces);
    for piece in &mut pieces {
        piece.words.drain(..common);
    }
    files::divided(pieces, "types")
}

/// The files for the requests and responses that groups share: none, one, or several in a folder.
pub fn of_shared(routes: &Routes<'_>) -> Vec<Part> {
    let pieces: Vec<Piece> = (0..routes.operations.len()).filter_map(|at| piece(routes, at, true)).collect();
    let items: Vec<usize> = pieces.iter().map(|piece| piece.at).collect();
    let divided = files::divided(pieces, "others");
    if divided.is_empty() && !items.is_empty() { vec![Part { name: "shared".to_owned(), items }] } else { divided }
}

/// The types that an operation is the first to have: those that groups share, or those that they do not.
fn piece(routes: &Routes<'_>, at: usize, shared: bool) -> Option<Piece> {
    let operation = routes.operations.get(at)?;
    let (request, response) = routes.owned(operation, shared);
    let name = request.or(response)?;
    let of_request = if request.is_some() { 12 + 4 * operation.params.len() } else { 0 };
    let of_response = if response.is_some() { 25 + 5 * operation.variants.len() } else { 0 };
    let words = if shared { files::words(name) } else { literals(operation) };
    Some(Piece { at, words, lines: of_request + of_response })
}

/// The words of an operation's path that are no parameters: `users` and `getMail` of `/users/{id}/getMail(top={top})`.
fn literals(operation: &RouteOp<'_>) -> Vec<String> {
    let literals = operation.operation.path.segments.iter().filter_map(|segment| match segment.parts.first() {
        Some(ir::Part::Literal(text)) => text.split('(').next(),
        _ => None,
    });
    literals.flat_map(|text| text.split('.')).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How many words all pieces begin with.
fn common_words(pieces: &[Piece]) -> usize {
    let Some((first, others)) = pieces.split_first() else { return 0 };
    let alike = |piece: &Piece| piece.words.iter().zip(&first.words).take_while(|(one, other)| one == other).count();
    others.iter().map(alike).min().unwrap_or(0)
}

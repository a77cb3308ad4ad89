//! The pools of blocks as they are when a prompt asks for its first input: which have
//! room, and for how many. Where a block comes back to a pool that had none left, that
//! pool is the next to be asked, so this decides what is taken again soon.

use super::block::Block;
use crate::memory::arena::POOL_SIZE;
use crate::runtime::{PyResult, Runtime};

/// Bytes at the beginning of a pool that are no blocks.
const POOL_HEADER: usize = 48;

/// For each size, the free blocks of each pool that has any, the first to be asked first:
/// measured with CPython 3.13.0's `python -q -i`, as `usedpools` of
/// `Objects/obmalloc.c@v3.13.0` has them.
static ROOM: &[(usize, &[usize])] = &[
    (16, &[908]),
    (32, &[1, 365]),
    (48, &[2, 61, 323, 338]),
    (64, &[1, 14, 1, 250, 240, 220]),
    (80, &[1, 97, 201]),
    (96, &[1, 64]),
    (112, &[15]),
    (128, &[1, 34]),
    (144, &[1, 47]),
    (160, &[29]),
    (176, &[64]),
    (192, &[43]),
    (208, &[71]),
    (224, &[1, 54]),
    (240, &[1, 3]),
    (256, &[42]),
];

/// Makes the pools so. The blocks that fill them otherwise are kept.
pub(super) fn prepare(rt: &Runtime) -> PyResult<Vec<Block>> {
    let mut filling = Vec::new();
    if cfg!(feature = "trace-refs") {
        return Ok(filling);
    }
    for &(size, rooms) in ROOM {
        let mut pools = Vec::new();
        while pools.len() < rooms.len() {
            let pool = fill(rt, size)?;
            match pool.len() == (POOL_SIZE - POOL_HEADER) / size {
                true => pools.push(pool),
                false => filling.extend(pool),
            }
        }
        for (mut pool, room) in pools.into_iter().zip(rooms).rev() {
            let rest = pool.len() - room;
            pool.drain(rest..).rev().for_each(drop);
            filling.extend(pool);
        }
    }
    Ok(filling)
}

/// Takes blocks until the pool that the first is from has no more.
fn fill(rt: &Runtime, size: usize) -> PyResult<Vec<Block>> {
    let capacity = (POOL_SIZE - POOL_HEADER) / size;
    let mut blocks = vec![Block::new(rt, size)?];
    while blocks.len() < capacity {
        let block = Block::new(rt, size)?;
        if block.pool() != blocks[0].pool() {
            // It is from the next one, and goes back to be the first there.
            break;
        }
        blocks.push(block);
    }
    Ok(blocks)
}
